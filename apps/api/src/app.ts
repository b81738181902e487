import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import type { Deps } from './deps.ts'
import { acknowledgementRoutes } from './features/acknowledgements/routes.ts'
import { absenceRoutes } from './features/absences/routes.ts'
import { assignmentRoutes } from './features/assignment/routes.ts'
import { browserRoutes } from './features/browsers/routes.ts'
import { conversationRoutes } from './features/conversations/routes.ts'
import { countRoutes } from './features/counts/routes.ts'
import { followingRoutes } from './features/following/routes.ts'
import { handOverRoutes } from './features/hand-overs/routes.ts'
import { intakeRoutes } from './features/intake/routes.ts'
import { draftRoutes } from './features/drafts/routes.ts'
import { linkRoutes } from './features/links/routes.ts'
import { mailboxRoutes } from './features/mailboxes/routes.ts'
import { deadlineFeedRoutes } from './features/deadlines/feeds/routes.ts'
import { deadlineHistoryRoutes } from './features/deadlines/history-routes.ts'
import { deadlineRoutes } from './features/deadlines/routes.ts'
import { fileRoutes } from './features/files/routes.ts'
import { messageRoutes } from './features/messages/routes.ts'
import { noteRoutes } from './features/notes/routes.ts'
import { oauthRoutes } from './features/oauth/routes.ts'
import { outboxRoutes } from './features/outbox/routes.ts'
import { presenceRoutes } from './features/presence/routes.ts'
import { replyRoutes } from './features/replies/routes.ts'
import { reportRoutes } from './features/reports/routes.ts'
import { ruleRoutes } from './features/rules/routes.ts'
import { ruleTrialRoutes } from './features/rules/trial-routes.ts'
import { sessionRoutes } from './features/session/routes.ts'
import { tagRoutes } from './features/tags/routes.ts'
import { teamRoutes } from './features/teams/routes.ts'
import { templateRoutes } from './features/templates/routes.ts'
import { trustRoutes } from './features/trust/routes.ts'
import { userRoutes } from './features/users/routes.ts'
import { writingRoutes } from './features/writing/routes.ts'
import { eventRoutes } from './http/events.ts'
import { healthRoutes } from './http/health.ts'
import { honourIdempotencyKeys } from './http/idempotency.ts'
import { metricsRoutes } from './http/metrics.ts'
import { type App, newApp } from './http/new-app.ts'
import { publishOpenApi } from './http/openapi.ts'
import { answerProblems } from './http/problem.ts'
import { logRequests } from './http/request-log.ts'
import { refuseOtherOrigins } from './http/same-origin.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import { readUrlValues } from './http/url-values.ts'
import { identifyViewers } from './http/viewer.ts'
import { serveWebFiles } from './http/web-files.ts'

/** Adds the routes of one feature. */
type FeatureRoutes = (app: App, deps: Deps) => void | Promise<void>

/** Every feature that answers HTTP requests. */
const features: FeatureRoutes[] = [
  sessionRoutes,
  userRoutes,
  teamRoutes,
  absenceRoutes,
  handOverRoutes,
  assignmentRoutes,
  tagRoutes,
  ruleRoutes,
  ruleTrialRoutes,
  mailboxRoutes,
  oauthRoutes,
  intakeRoutes,
  conversationRoutes,
  countRoutes,
  deadlineRoutes,
  deadlineFeedRoutes,
  deadlineHistoryRoutes,
  browserRoutes,
  reportRoutes,
  messageRoutes,
  fileRoutes,
  noteRoutes,
  linkRoutes,
  followingRoutes,
  replyRoutes,
  outboxRoutes,
  writingRoutes,
  draftRoutes,
  presenceRoutes,
  templateRoutes,
  acknowledgementRoutes,
  trustRoutes,
]

/** The HTTP server, ready to listen: what every request passes through, then each feature's routes. */
export async function buildApp(deps: Deps): Promise<App> {
  const app = newApp(deps)
  answerProblems(app)
  await addSecurityHeaders(app, deps)
  await app.register(cookie)
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] })
  await publishOpenApi(app)
  logRequests(app)
  refuseOtherOrigins(app, deps)
  identifyViewers(app, deps)
  readUrlValues(app)
  honourIdempotencyKeys(app, deps)
  healthRoutes(app, deps)
  metricsRoutes(app, deps)
  await eventRoutes(app, deps)
  for (const routes of features) await routes(app, deps)
  await serveWebFiles(app)
  return app
}

/** What a process without the API serves: whether it is well. */
export async function buildWorkerApp(deps: Deps): Promise<App> {
  const app = newApp(deps)
  answerProblems(app)
  logRequests(app)
  healthRoutes(app, deps)
  metricsRoutes(app, deps)
  return app
}
