import { CSPProvider } from '@base-ui/react/csp-provider'
import { i18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Announcer } from './announcer.tsx'
import { createQueryClient, onSignedOut } from './query-client.ts'
import { leaveForLogin } from './require-session.ts'
import { createAppRouter } from './router.tsx'
import { ToastPlace } from './ui/toast.tsx'
import { TooltipPlace } from './ui/tooltip.tsx'

const queryClient = createQueryClient()
const router = createAppRouter(queryClient)

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export function App() {
  useEffect(() => onSignedOut(() => leaveForLogin(router.latestLocation)), [])
  return (
    <CSPProvider disableStyleElements>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <Screen />
        </QueryClientProvider>
      </I18nProvider>
    </CSPProvider>
  )
}

/** Everything visible; drawn afresh when the language changes. */
function Screen() {
  const { locale } = useLingui().i18n
  return (
    <div key={locale}>
      <RouterProvider router={router} />
      <ToastPlace />
      <TooltipPlace />
      <Announcer />
    </div>
  )
}
