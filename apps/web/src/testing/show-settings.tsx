import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { Role } from '@levee/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { sessionKeys } from '../features/session/session-queries.ts'

export const me = {
  id: '0190c0de-0000-7000-8000-000000000001',
  name: 'Claire',
  email: 'claire@b.example',
  locale: 'en' as const,
  disabledAt: null,
}

export type Sent = { method: string; path: string; body: unknown }

/** Shows a part of the settings to somebody; what is asked of the server is answered by `answer`. */
export function showSettings(
  part: ReactNode,
  { role = 'staff', answer }: { role?: Role; answer: (sent: Sent) => unknown },
): Sent[] {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const user = { ...me, role }
  const session = { user, organisation: 'X', timeZone: 'Europe/Paris' }
  queryClient.setQueryDefaults(sessionKeys.session, { staleTime: Infinity })
  queryClient.setQueryData(sessionKeys.session, session)
  const asked: Sent[] = []
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const sent = {
      method,
      path: new URL(url, 'http://levee.example').pathname,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
    }
    asked.push(sent)
    const answered = answer(sent)
    return answered === undefined ? new Response(null, { status: 204 }) : Response.json(answered)
  })
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>{part}</QueryClientProvider>
    </I18nProvider>,
  )
  return asked
}
