import type { Mailbox, MailboxHealth } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { importingMailbox } from '../../testing/a-mailbox.ts'
import { HealthCard } from './health-card.tsx'
import { mailboxHealthQuery } from './health-queries.ts'

const now = Date.now()
const inStep: Partial<Mailbox> = { state: 'idle', lastSyncAt: new Date(now - 60_000).toISOString() }
const hours = (usual: number | null): MailboxHealth['hours'] =>
  Array.from({ length: 24 }, (_, place) => ({
    at: new Date(now - (23 - place) * 3_600_000).toISOString(),
    messages: place % 2,
    usual,
  }))

function show(health: MailboxHealth, more: Partial<Mailbox> = {}): string {
  const mailbox = { ...importingMailbox, ...inStep, ...more }
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(mailboxHealthQuery(mailbox.id).queryKey, health)
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <HealthCard mailbox={mailbox} />
      </QueryClientProvider>
    </I18nProvider>,
  )
  return document.body.textContent.replaceAll(/\s/g, ' ')
}

describe('the health of a mailbox', () => {
  it('says what came beside what usually comes, and gives the numbers of the curve', () => {
    const text = show({ hours: hours(2), quota: { used: 6_200_000_000, limit: 10_000_000_000 } })
    expect(text).toContain('12 messages in the last 24 hours')
    expect(text).toContain('usually 48 (dashed)')
    expect(screen.getAllByRole('row', { hidden: true })).toHaveLength(25)
    expect(text).toContain('6.2 GB of 10 GB')
    expect(text).not.toContain('Once it is full')
    expect(text).toContain('in step; last compared with the server')
  })

  it('warns when it is nearly full, and says how far it is behind', () => {
    const quota = { used: 9_700_000_000, limit: 10_000_000_000 }
    const text = show({ hours: hours(null), quota }, { state: 'error' })
    expect(text).toContain('Once it is full')
    expect(text).toContain('interrupted; last in step')
    expect(text).toContain('what is usual is known after two weeks')
  })

  it('says what the server does not', () => {
    expect(show({ hours: hours(null), quota: null })).toContain('the server does not say')
  })
})
