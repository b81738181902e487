import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { administrationPage } from './route-parts.ts'
import { shellRoute } from './shell-route.ts'

/** What a new rule is filled in from: a mail, and what was suggested for it (`team:` and its id). */
type RulesSearch = { conversation?: string; suggestion?: string }

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

const templatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/templates',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-templates/templates-page.tsx')),
    'TemplatesPage',
  ),
})

const templateRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/templates/$id',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-templates/template-page.tsx')),
    'TemplatePage',
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

const handOverRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/absences/$id',
  component: lazyRouteComponent(
    administrationPage(() => import('./pages/settings-hand-over/hand-over-page.tsx')),
    'HandOverPage',
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

/** The pages of what one sets, for oneself or for everybody. */
export const settingsRoutes = [
  profileRoute,
  mailboxesRoute,
  mailboxSettingsRoute,
  mailboxLedgerRoute,
  usersRoute,
  teamsRoute,
  tagsRoute,
  templatesRoute,
  templateRoute,
  rulesRoute,
  calendarsRoute,
  calendarRoute,
  notificationsRoute,
  absencesRoute,
  handOverRoute,
  policiesRoute,
  policyRoute,
] as const
