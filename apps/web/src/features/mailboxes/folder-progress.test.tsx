import type { Ledger } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { FolderProgress } from './folder-progress.tsx'
import { mailboxKeys } from './mailbox-queries.ts'

const ledger: Ledger = {
  state: 'syncing',
  lastSyncAt: null,
  lastError: null,
  server: 3000,
  filed: 1500,
  newsletters: 0,
  spam: 0,
  imported: 0,
  sent: 0,
  quarantined: 0,
  moved: 0,
  gone: 0,
  unaccounted: 1500,
  unaccountedSince: null,
  folders: [
    { path: 'INBOX', role: 'inbox', server: 1000, known: 1000, checkedAt: null },
    { path: 'Sent', role: 'sent', server: 2000, known: 500, checkedAt: null },
  ],
}

function show(known: Ledger, isRunning = false, answer = known) {
  const asked = vi.fn<typeof fetch>(async () => Response.json(answer))
  vi.stubGlobal('fetch', asked)
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(mailboxKeys.ledger('m'), known)
  const progress = (runs: boolean) => (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <FolderProgress mailboxId="m" isRunning={runs} />
      </QueryClientProvider>
    </I18nProvider>
  )
  const { rerender } = render(progress(isRunning))
  return { asked, end: () => rerender(progress(false)) }
}

describe('the import by folder', () => {
  it('shows how many messages of each folder are in', () => {
    show(ledger)
    const [inbox, sent] = screen.getAllByRole('listitem')
    expect(inbox?.textContent).toMatch(/INBOX.*1,000 \/ 1,000/)
    expect(sent?.textContent).toMatch(/Sent.*500 \/ 2,000/)
    const bars = screen.getAllByRole('progressbar')
    expect(bars.map((bar) => bar.getAttribute('aria-valuenow'))).toEqual(['100', '25'])
  })

  it('does not call a folder done that nobody has looked at yet', () => {
    const [inbox] = ledger.folders
    const [unseen, empty] = [
      { ...inbox!, server: 0, known: 0 },
      { ...inbox!, path: 'Sent', server: 0, known: 0, checkedAt: '2026-11-27T09:00:00.000Z' },
    ]
    const { end } = show({ ...ledger, folders: [unseen, empty] }, true)
    const [first, second] = screen.getAllByRole('listitem')
    expect(first?.textContent).toMatch(/INBOX.*–$/)
    expect(second?.textContent).toMatch(/Sent.*0 \/ 0$/)
    const bars = screen.getAllByRole('progressbar')
    expect(bars.map((bar) => bar.getAttribute('aria-valuenow'))).toEqual([null, '100'])
    end()
    expect(first?.textContent).toMatch(/INBOX.*0 \/ 0$/)
  })

  it('is nothing where no folder was looked at', () => {
    show({ ...ledger, folders: [] })
    expect(screen.queryByText('By folder')).toBeNull()
  })

  it('asks once more when the import ends', async () => {
    const before = { ...ledger, folders: ledger.folders.map((each) => ({ ...each, server: 0 })) }
    const { asked, end } = show(before, true, ledger)
    expect(asked).not.toHaveBeenCalled()
    end()
    expect(await screen.findByText('500 / 2,000')).not.toBeNull()
  })

  it('keeps its place while the import has not looked at any yet', () => {
    show({ ...ledger, folders: [] }, true)
    expect(screen.getByText('By folder')).not.toBeNull()
    expect(screen.queryByRole('list')).toBeNull()
  })
})
