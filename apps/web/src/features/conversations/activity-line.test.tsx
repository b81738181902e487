import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { TimelineEntry } from '@levee/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ActivityLine } from './activity-line.tsx'
import { type Directory, DirectoryProvider } from './directory.ts'

afterEach(() => vi.unstubAllGlobals())

const directory: Directory = {
  me: { id: 'u', name: 'Ana', email: 'a@b.example', role: 'staff', locale: 'en', disabledAt: null },
  users: new Map(),
  teams: new Map(),
  tags: new Map(),
  mailboxes: new Map(),
  away: new Map(),
}

function show(entry: Partial<TimelineEntry>): string {
  const line: TimelineEntry = {
    type: 'activity',
    id: '0190',
    at: '2026-03-12T08:00:00.000Z',
    actorId: null,
    ...entry,
  }
  const { container } = render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <DirectoryProvider value={directory}>
          <ActivityLine entry={line} />
        </DirectoryProvider>
      </QueryClientProvider>
    </I18nProvider>,
  )
  return container.textContent
}

const archived = {
  kind: 'movedElsewhere',
  before: { status: 'open' },
  after: { status: 'archived' },
} satisfies Partial<TimelineEntry>

describe('a line of the log about other mail programs', () => {
  it('says what they did, and takes it back', async () => {
    const asked: string[] = []
    const fetched = vi.fn<typeof fetch>(async (input) => {
      asked.push(input instanceof Request ? input.url : input.toString())
      return Response.json({ id: 'c' })
    })
    vi.stubGlobal('fetch', fetched)
    expect(show(archived)).toContain('Levee archived it (done in another mail program)')
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await vi.waitFor(() => expect(asked[0]).toMatch(/undo\/0190$/))
  })

  it('cannot be taken back twice, nor where nothing was changed', () => {
    expect(show({ ...archived, undone: true })).toContain('undone')
    expect(show({ kind: 'answeredElsewhere', after: { messageId: 'm' } })).toContain(
      'noticed an answer written with another program',
    )
    expect(screen.queryByRole('button')).toBeNull()
  })
})
