import {
  ACTIVITY_KINDS,
  type ActivityKind,
  type Team,
  type TimelineEntry,
  type User,
} from '@levee/contract'
import { i18n } from '@lingui/core'
import { screen, within } from '@testing-library/react'
import { afterAll, describe, expect, it } from 'vitest'
import { loadAdministrationTexts, showLocale } from '../../i18n.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { ActivityLine } from './activity-line.tsx'
import { type Directory, DirectoryProvider } from './directory.ts'

const planning: Team = {
  id: 't',
  name: 'Planning',
  memberIds: [],
  assignment: 'manual',
  assignsOnOpening: false,
}
const ana: User = {
  id: 'u',
  name: 'Ana',
  email: 'a@b.example',
  role: 'staff',
  locale: 'en',
  disabledAt: null,
}
const directory: Directory = {
  me: ana,
  users: new Map([['u', ana]]),
  teams: new Map([['t', planning]]),
  tags: new Map(),
  mailboxes: new Map(),
  away: new Map(),
}

/** Told by the message or the note itself, which stands in the same thread. */
const TOLD_ELSEWHERE: readonly ActivityKind[] = ['sent', 'replied', 'noted']

const permits = { id: '0190a000-0000-7000-8000-00000000000a', name: 'Permits', version: 2 }
const other = { reference: '2026-000002' }

/** What the server keeps with an entry of each kind. */
const kept: Partial<Record<ActivityKind, Pick<TimelineEntry, 'before' | 'after'>>> = {
  received: { before: { status: 'answered' }, after: { status: 'open' } },
  changed: { before: { teamId: null }, after: { teamId: 't' } },
  movedElsewhere: { before: { status: 'open' }, after: { status: 'archived' } },
  legitimacyClaimed: { after: { reason: 'known' } },
  legitimacyConfirmed: { after: { reason: 'known' } },
  deadlineMoved: {
    before: { dueAt: '2026-03-12T08:00:00Z' },
    after: { dueAt: '2026-03-13T08:00:00Z', why: 'policy' },
  },
  sorted: { before: { teamId: null }, after: { teamId: 't', rules: [permits] } },
  ruleApplied: { before: { teamId: null }, after: { teamId: 't', rules: [permits] } },
  rolledBack: { before: { teamId: 't' }, after: { teamId: null, rules: [permits] } },
  forwarded: { after: { to: 'prefecture@example.org', rules: [permits] } },
  webhookSent: { after: { to: 'hooks.example.org', rules: [permits] } },
  taskFailed: {
    after: { to: 'x@example.org', rules: [permits], problem: 'No mailbox of this mail can send.' },
  },
  replyRescheduled: { after: { sendAt: '2026-03-13T08:00:00Z' } },
  replyReturned: { after: { reason: 'too short' } },
  assigned: { after: { assigneeId: 'u' } },
  linked: { after: { linkKind: 'duplicateOf' } },
  judged: { before: { trust: 'unknown' }, after: { trust: 'danger' } },
}

function show(kind: ActivityKind, more: Partial<TimelineEntry> = {}): HTMLElement {
  const entry: TimelineEntry = {
    type: 'activity',
    id: '0190',
    at: '2020-03-12T08:00:00.000Z',
    actorId: null,
    kind,
    before: {},
    after: other,
    ...kept[kind],
    ...more,
  }
  const { container } = renderInApp(
    <DirectoryProvider value={directory}>
      <ActivityLine entry={entry} />
    </DirectoryProvider>,
  )
  return container
}

/** What a line says between who did it and when, once its words are there. */
async function said(kind: ActivityKind, more?: Partial<TimelineEntry>): Promise<string> {
  const container = show(kind, more)
  await expect.poll(() => container.textContent).toMatch(/^Levee \S/)
  const [text = ''] = container.textContent.slice('Levee '.length).split(' · ')
  return text.trim()
}

describe('the log of a mail', () => {
  afterAll(() => showLocale('en'))

  it('has words for each thing that the server writes there, in both languages', async () => {
    await loadAdministrationTexts()
    const kinds = ACTIVITY_KINDS.filter((kind) => !TOLD_ELSEWHERE.includes(kind))
    const english = new Map<ActivityKind, string>()
    await showLocale('en')
    for (const kind of kinds) english.set(kind, await said(kind))
    await showLocale('fr')
    expect(i18n.locale).toBe('fr')
    const french = new Map<ActivityKind, string>()
    for (const kind of kinds) french.set(kind, await said(kind))
    expect(kinds.filter((kind) => french.get(kind) === english.get(kind))).toEqual([])
    expect(new Set(english.values()).size).toBeGreaterThan(kinds.length - 5) // a few say the same
  })

  it('leaves to the messages what they tell themselves', () => {
    for (const kind of TOLD_ELSEWHERE) expect(show(kind, { after: {} }).textContent).toBe('')
  })

  it('names the rules that did it, each as a link to the rule', async () => {
    const container = show('sorted')
    expect(container.textContent).toContain(
      'Levee assigned it to the department Planning · rule Permits',
    )
    const link = within(container).getByRole('link', { name: 'Permits' })
    expect(link.getAttribute('href')).toBe(`/rules/${permits.id}`)
  })

  it('says of what a rule could not do why, and what to do', async () => {
    show('taskFailed')
    expect(
      await screen.findByText(
        /could not forward the message to x@example.org. None of its mailboxes/,
      ),
    ).toBeTruthy()
  })

  it('tells why it gave a mail to somebody', async () => {
    const assignment = {
      mode: 'leastLoaded',
      userId: 'u',
      teamId: 't',
      after: null,
      among: [
        { userId: 'u', open: 4, weight: 4.5 },
        { userId: 'v', open: 6, weight: 6 },
      ],
      away: [{ userId: 'w', until: '2020-03-12' }],
      insteadOf: null,
    }
    expect(await said('changed', { after: { teamId: 't', assigneeId: 'u', assignment } })).toBe(
      'assigned it to Ana (Planning): Ana: 4 open mails, least of 2; somebody is away until 12 Mar 2020',
    )
  })

  it('tells a priority that a rule set', async () => {
    expect(await said('sorted', { after: { priority: 'urgent', rules: [permits] } })).toBe(
      'set the priority to urgent',
    )
  })
})
