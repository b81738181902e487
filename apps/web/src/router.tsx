import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router'
import { isViewSlug, type Sort } from './features/conversations/views.ts'
import { sessionQuery, setupQuery } from './features/session/session-queries.ts'
import { showTimesIn } from './formatting/dates.ts'
import { showLocale } from './i18n.ts'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { PageError } from './pages/page-error.tsx'
import { hasStatus } from './problem-error.ts'
import { Shell } from './pages/shell/shell.tsx'

type RouterContext = { queryClient: QueryClient }

/** What a list page keeps in its URL besides its place and the open mail. */
export type ListSearch = { q?: string; sort?: Sort }

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
})

/** Everything behind sign-in. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context: { queryClient }, location }) => {
    try {
      const signedIn = await queryClient.ensureQueryData(sessionQuery)
      showTimesIn(signedIn.timeZone)
      await showLocale(signedIn.user.locale)
    } catch (error) {
      if (!hasStatus(error, 401)) throw error
      const { required } = await queryClient.ensureQueryData(setupQuery)
      throw redirect({ href: required ? '/setup' : loginHref(location) })
    }
  },
})

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/v/$view/{-$reference}', params: { view: 'unassigned' } })
  },
})

const triagePages = () => import('./pages/triage/triage-pages.tsx')

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
  component: lazyRouteComponent(triagePages, 'ConversationPage'),
})

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([homeRoute, viewRoute, mailboxRoute, archiveRoute, conversationRoute]),
])

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({ routeTree, context: { queryClient }, defaultPreload: false })
}

/** Loads the sign-in page afresh, which forgets everything in memory, and comes back afterwards. */
export function leaveForLogin(location: ParsedLocation): void {
  if (!['/login', '/setup'].includes(location.pathname)) window.location.assign(loginHref(location))
}

function loginHref(location: ParsedLocation): string {
  return `/login?next=${encodeURIComponent(location.href)}`
}

function listSearch(search: Record<string, unknown>): ListSearch {
  const { q, sort } = search
  return {
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...((sort === 'deadline' || sort === 'received') && { sort }),
  }
}
