import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { isViewSlug } from './features/conversations/views.ts'
import { setupQuery } from './features/session/session-queries.ts'
import { later } from './load-part.ts'
import type { DashboardSearch } from './pages/dashboard/dashboard-search.ts'
import { parseWizardSearch } from './pages/mailbox-wizard/wizard-search.ts'
import { loginSearch, requireSession } from './require-session.ts'
import { administrationPage, listSearch, signedOutOnly } from './route-parts.ts'
import { settingsRoutes } from './settings-routes.ts'
import { rootRoute, shellRoute } from './shell-route.ts'

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/v/$view/{-$reference}', params: { view: 'unassigned' } })
  },
})

const triagePages = later(() => import('./pages/triage/triage-pages.tsx'))

const viewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/v/$view/{-$reference}',
  validateSearch: listSearch,
  beforeLoad: ({ params }) => {
    if (!isViewSlug(params.view)) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(triagePages, 'ViewPage'),
})

const mailboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/box/$mailbox/{-$reference}',
  validateSearch: listSearch,
  component: lazyRouteComponent(triagePages, 'MailboxPage'),
})

const archiveRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/archive/{-$reference}',
  validateSearch: listSearch,
  component: lazyRouteComponent(triagePages, 'ArchivePage'),
})

const conversationRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/c/$reference',
  component: lazyRouteComponent(
    later(() => import('./pages/triage/conversation-page.tsx')),
    'ConversationPage',
  ),
})

const dashboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/deadlines',
  // the page reads it
  validateSearch: (search: Record<string, unknown>): { [N in keyof DashboardSearch]?: unknown } =>
    search,
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/dashboard/dashboard-page.tsx')),
    'DashboardPage',
  ),
})

const outboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outbox/{-$group}',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/outbox/outbox-page.tsx')),
    'OutboxPage',
  ),
})

const wizardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/mailboxes/new/$step',
  validateSearch: parseWizardSearch,
  beforeLoad: requireSession,
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/mailbox-wizard/mailbox-wizard-page.tsx')),
    'MailboxWizardPage',
  ),
})

/** Where the pages of OAuth providers lead back to, by way of the server. */
const authorisedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/oauth/done',
  validateSearch: ({ authorisation }: Record<string, unknown>): { authorisation?: string } =>
    typeof authorisation === 'string' ? { authorisation } : {},
  beforeLoad: requireSession,
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/mailbox-authorised/authorised-page.tsx')),
    'AuthorisedPage',
  ),
})

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: loginSearch,
  beforeLoad: signedOutOnly,
  component: lazyRouteComponent(
    later(() => import('./pages/login/login-page.tsx')),
    'LoginPage',
  ),
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: async ({ context: { queryClient } }) => {
    const { required } = await queryClient.ensureQueryData(setupQuery)
    if (!required) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/setup/setup-page.tsx')),
    'SetupPage',
  ),
})

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([
    homeRoute,
    viewRoute,
    mailboxRoute,
    archiveRoute,
    conversationRoute,
    ...settingsRoutes,
    dashboardRoute,
    outboxRoute,
  ]),
  wizardRoute,
  authorisedRoute,
  loginRoute,
  setupRoute,
])

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: false })
}
