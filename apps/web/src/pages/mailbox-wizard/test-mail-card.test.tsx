import type { MailboxInput, TestMail } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { TestMailCard } from './test-mail-card.tsx'

afterEach(() => vi.unstubAllGlobals())

const input: MailboxInput = {
  name: 'Accueil',
  address: 'accueil@port-leveque.example',
  incoming: { protocol: 'imap' },
}

async function send(outcome: Partial<TestMail>): Promise<string> {
  const answer: TestMail = {
    ok: true,
    outcome: 'arrived',
    milliseconds: 1840,
    folder: 'INBOX',
    removed: true,
    message: 'As the server words it.',
    ...outcome,
  }
  const { promise, resolve } = Promise.withResolvers<Response>()
  vi.stubGlobal('fetch', () => promise)
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <TestMailCard input={input} />
      </QueryClientProvider>
    </I18nProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Send a test mail' }))
  expect(await screen.findByText(/on its way/)).toBeTruthy()
  resolve(Response.json(answer))
  await vi.waitFor(() => expect(screen.queryByText(/on its way/)).toBeNull())
  return screen.getByRole('region', { name: 'Test mail' }).textContent
}

describe('a test mail', () => {
  it('tells how long the round trip took, and that nothing is left', async () => {
    const text = await send({})
    expect(text).toContain('Round trip complete: 1.8 s')
    expect(text).toContain('deleted again')
    expect(screen.queryByRole('button')).toBeNull()
  })

  it.each<[Partial<TestMail>, string]>([
    [
      { outcome: 'junk', folder: 'Indésirables', removed: false },
      'It was in the folder Indésirables',
    ],
    [{ outcome: 'missing', ok: false, milliseconds: 50_000 }, 'not seen within 50 s'],
    [{ outcome: 'notSent', ok: false }, 'As the server words it.'],
    [{ outcome: 'notRead', ok: false }, 'The mailbox could not be read'],
  ])('tells where it stuck, and can be sent again: %j', async (outcome, words) => {
    expect(await send(outcome)).toContain(words)
    expect(screen.getByRole('button', { name: 'Send another one' })).toBeTruthy()
  })
})
