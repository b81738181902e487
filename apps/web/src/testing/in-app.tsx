import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'

/** Shows a part of the product where it finds what the product gives: words, a cache, places to link to. */
export function renderInApp(
  part: ReactNode,
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } }),
) {
  const router = createRouter({
    routeTree: createRootRoute(),
    history: createMemoryHistory({ initialEntries: ['/rules'] }),
  })
  const within = (inner: ReactNode) => (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <RouterContextProvider router={router}>{inner}</RouterContextProvider>
      </QueryClientProvider>
    </I18nProvider>
  )
  const { rerender, ...view } = render(within(part))
  return { ...view, client, rerender: (next: ReactNode) => rerender(within(next)) }
}
