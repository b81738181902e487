import { createRootRouteWithContext, createRoute, Outlet } from '@tanstack/react-router'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { PageError } from './pages/page-error.tsx'
import { Shell } from './pages/shell/shell.tsx'
import { requireSession, type RouterContext } from './require-session.ts'

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
})

/** Everything behind sign-in, inside the navigation. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: requireSession,
})
