import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createQueryClient } from '../query-client.ts'

/** Shows a part of a page that leads to mail and lists. */
export async function showPagePart(
  part: ReactNode,
  queryClient: QueryClient = createQueryClient(),
): Promise<void> {
  const root = createRootRoute()
  const paths = ['/v/$view/{-$reference}', '/c/$reference']
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/', component: () => part }),
    ...paths.map((path) => createRoute({ getParentRoute: () => root, path })),
  ])
  const router = createRouter({ routeTree, history: createMemoryHistory() })
  await router.load()
  await act(async () => {
    render(
      <QueryClientProvider client={queryClient}>
        <I18nProvider i18n={i18n}>
          <RouterProvider router={router} />
        </I18nProvider>
      </QueryClientProvider>,
    )
  })
}
