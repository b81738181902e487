import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { isViewSlug } from './features/conversations/views.ts'
import { setupQuery } from './features/session/session-queries.ts'
import { later } from './load-part.ts'
import type { DashboardSearch } from './pages/dashboard/dashboard-search.ts'
import { parseWizardSearch } from './pages/mailbox-wizard/wizard-search.ts'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { PageError } from './pages/page-error.tsx'
import { loginSearch, requireSession, type RouterContext } from './require-session.ts'
import { administrationPage, listSearch, signedOutOnly } from './route-parts.ts'
import { Shell } from './pages/shell/shell.tsx'

/** What a new rule is filled in from: a mail, and what was suggested for it (`team:` and its id). */
type RulesSearch = { conversation?: string; suggestion?: string }

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
})

/** Everything behind sign-in, inside the navigation. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: requireSession,
})

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

const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/profile',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-profile/profile-page.tsx')),
    'ProfilePage',
  ),
})

const mailboxesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/mailboxes',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-mailboxes/mailboxes-page.tsx')),
    'MailboxesPage',
  ),
})

const mailboxSettingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/mailboxes/$id',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/mailbox-settings/mailbox-settings-page.tsx')),
    'MailboxSettingsPage',
  ),
})

const mailboxLedgerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/mailboxes/$id/ledger/$fate',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/mailbox-ledger/mailbox-ledger-page.tsx')),
    'MailboxLedgerPage',
  ),
})

const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/users',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-users/users-page.tsx')),
    'UsersPage',
  ),
})

const teamsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/teams',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-teams/teams-page.tsx')),
    'TeamsPage',
  ),
})

const tagsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/tags',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-tags/tags-page.tsx')),
    'TagsPage',
  ),
})

const rulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/rules/{-$id}',
  validateSearch: ({ conversation, suggestion }: Record<string, unknown>): RulesSearch => ({
    ...(typeof conversation === 'string' && { conversation }),
    ...(typeof suggestion === 'string' && { suggestion }),
  }),
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/rules/rules-page.tsx')),
    'RulesPage',
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

const calendarsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/calendars',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-calendars/calendars-page.tsx')),
    'CalendarsPage',
  ),
})

const calendarRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/calendars/$id',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-calendars/calendar-page.tsx')),
    'CalendarPage',
  ),
})

const notificationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notifications',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/notifications/notifications-page.tsx')),
    'NotificationsPage',
  ),
})

const absencesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/absences',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-absences/absences-page.tsx')),
    'AbsencesPage',
  ),
})

const policiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/deadlines',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-deadlines/policies-page.tsx')),
    'PoliciesPage',
  ),
})

const policyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/deadlines/$id',
  validateSearch: ({ preset }: Record<string, unknown>): { preset?: string } =>
    typeof preset === 'string' ? { preset } : {},
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-deadlines/policy-page.tsx')),
    'PolicyPage',
  ),
})

/** Behind sign-in too, but with the whole window to itself. */
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
    profileRoute,
    mailboxesRoute,
    mailboxSettingsRoute,
    mailboxLedgerRoute,
    usersRoute,
    teamsRoute,
    tagsRoute,
    rulesRoute,
    notificationsRoute,
    absencesRoute,
    dashboardRoute,
    calendarsRoute,
    calendarRoute,
    policiesRoute,
    policyRoute,
  ]),
  wizardRoute,
  authorisedRoute,
  loginRoute,
  setupRoute,
])

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: false })
}
