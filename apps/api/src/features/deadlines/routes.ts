import * as contract from '@levee/contract'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  createCalendar,
  listCalendars,
  previewCalendar,
  removeCalendar,
  updateCalendar,
} from './calendars/calendars.ts'
import { explainDeadline } from './explain-deadlines.ts'
import { readFeedsNow, removeFeed, uploadFeed } from './calendars/holiday-feeds.ts'
import { changeNoticeSettings, noticeSettings } from './notices/notice-settings.ts'
import { listNotifications, readNotifications } from './notices/notifications.ts'
import { pauseDeadline, resumeDeadline } from './pause-deadline.ts'
import {
  createPolicy,
  listPolicies,
  previewPolicy,
  removePolicy,
  updatePolicy,
} from './policies.ts'
import { listRecounts } from './recount.ts'
import { supposeDeadlines } from './suppose-deadlines.ts'
import { changeDeadlineSettings, deadlineSettings } from './settings.ts'

const LARGEST_FEED = 2 * 1024 * 1024 // bytes

/** Calendars, policies, clocks and what is told of them. */
export function deadlineRoutes(app: App, deps: Deps): void {
  calendarRoutes(app, deps)
  policyRoutes(app, deps)
  clockRoutes(app, deps)
  notificationRoutes(app, deps)
}

function calendarRoutes(app: App, deps: Deps): void {
  app.addContentTypeParser(
    'text/calendar',
    { parseAs: 'string', bodyLimit: LARGEST_FEED },
    (_request, body, done) => done(null, body),
  )
  app.route({
    ...contract.listCalendars,
    handler: async () => ({ items: await listCalendars(deps), nextCursor: null }),
  })
  app.route({
    ...contract.addCalendar,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await createCalendar(deps, viewer, body)),
  })
  app.route({
    ...contract.previewCalendar,
    handler: ({ viewer, body }) => previewCalendar(deps, viewer, body),
  })
  app.route({
    ...contract.changeCalendar,
    handler: ({ viewer, params, body }) => updateCalendar(deps, viewer, params.id, body),
  })
  app.route({
    ...contract.removeCalendar,
    handler: async ({ viewer, params }, reply) => {
      await removeCalendar(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.uploadCalendarFeed,
    bodyLimit: LARGEST_FEED,
    handler: ({ viewer, params: { id }, query: { name }, body }) => {
      const content: unknown = body
      if (typeof content !== 'string')
        throw new DomainError('invalid', 'Send an iCalendar file as text/calendar.')
      return uploadFeed(deps, viewer, { id, name, content })
    },
  })
  app.route({
    ...contract.removeCalendarFeed,
    handler: ({ viewer, params }) => removeFeed(deps, viewer, params),
  })
  app.route({
    ...contract.readCalendarFeeds,
    handler: ({ viewer, params }) => readFeedsNow(deps, viewer, params.id),
  })
}

function policyRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.listDeadlinePolicies,
    handler: async () => ({ items: await listPolicies(deps), nextCursor: null }),
  })
  app.route({
    ...contract.addDeadlinePolicy,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await createPolicy(deps, viewer, body)),
  })
  app.route({
    ...contract.previewDeadlinePolicy,
    handler: ({ viewer, body }) => previewPolicy(deps, viewer, body),
  })
  app.route({
    ...contract.changeDeadlinePolicy,
    handler: ({ viewer, params, body }) => updatePolicy(deps, viewer, params.id, body),
  })
  app.route({
    ...contract.removeDeadlinePolicy,
    handler: async ({ viewer, params }, reply) => {
      await removePolicy(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.getDeadlineRecount,
    handler: async ({ viewer }) => ({ items: await listRecounts(deps, viewer), nextCursor: null }),
  })
  app.route({ ...contract.getDeadlineSettings, handler: () => deadlineSettings(deps) })
  app.route({
    ...contract.changeDeadlineSettings,
    handler: ({ viewer, body }) => changeDeadlineSettings(deps, viewer, body),
  })
}

function clockRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getDeadlineTrace,
    handler: ({ viewer, params }) => explainDeadline(deps, viewer, params),
  })
  app.route({
    ...contract.supposeDeadlines,
    handler: ({ viewer, params, body }) => supposeDeadlines(deps, viewer, { ...params, ...body }),
  })
  app.route({
    ...contract.pauseDeadline,
    handler: ({ viewer, params, body }) => pauseDeadline(deps, viewer, { ...params, ...body }),
  })
  app.route({
    ...contract.resumeDeadline,
    handler: ({ viewer, params, body }) => resumeDeadline(deps, viewer, { ...params, ...body }),
  })
}

function notificationRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getNoticeSettings,
    handler: ({ viewer }) => noticeSettings(deps, viewer),
  })
  app.route({
    ...contract.changeNoticeSettings,
    handler: ({ viewer, body }) => changeNoticeSettings(deps, viewer, body),
  })
  app.route({
    ...contract.listNotifications,
    handler: ({ viewer, query }) => listNotifications(deps, viewer, query),
  })
  app.route({
    ...contract.readNotifications,
    handler: async ({ viewer, body }, reply) => {
      await readNotifications(deps, viewer, body.ids)
      return reply.code(204).send(null)
    },
  })
}
