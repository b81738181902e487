import { describe, expect, it } from 'vitest'
import type { Automatic } from './automatic.ts'
import { joinConversation, type Joinable } from './join-conversation.ts'
import { type Arrival, isWatchable, triage } from './triage.ts'

const SINCE = new Date('2026-01-10T00:00:00Z')
const BEFORE = new Date('2026-01-09T23:59:59Z')

function filing(more: Partial<Arrival> = {}): ReturnType<typeof triage> {
  const arrival: Arrival = {
    folderRole: 'inbox',
    internalDate: SINCE,
    isReadable: true,
    isNewsletter: false,
    ...more,
  }
  return triage(arrival, { triageSince: SINCE })
}

describe('triage', () => {
  it.each([
    ['new mail is to be handled', {}, ['filed', 'incoming', 'open', true]],
    [
      'so is mail that the server sorted',
      { folderRole: null },
      ['filed', 'incoming', 'open', true],
    ],
    [
      'older mail is history',
      { internalDate: BEFORE },
      ['imported', 'incoming', 'archived', false],
    ],
    [
      'a mail that we sent ourselves to see whether it arrives asks for nothing',
      { isOwnTest: true },
      ['imported', 'incoming', 'archived', false],
    ],
    ['a copy in Sent is ours', { folderRole: 'sent' }, ['sent', 'outgoing', 'archived', false]],
    [
      'what was filed away stays so',
      { folderRole: 'archive' },
      ['imported', 'incoming', 'archived', false],
    ],
    [
      'unreadable mail is to be handled',
      { isReadable: false },
      ['quarantined', 'incoming', 'open', true],
    ],
    [
      'unreadable history is set aside',
      { isReadable: false, internalDate: BEFORE },
      ['quarantined', 'incoming', 'archived', false],
    ],
    [
      'newsletters are for a view of their own, without a number',
      { isNewsletter: true },
      ['newsletters', 'incoming', 'archived', false],
    ],
    [
      'old newsletters are history',
      { isNewsletter: true, internalDate: BEFORE },
      ['imported', 'incoming', 'archived', false],
    ],
    [
      'what cannot be read may be anything',
      { isNewsletter: true, isReadable: false },
      ['quarantined', 'incoming', 'open', true],
    ],
  ] as const)('%s', (_name, arrival, [fate, direction, status, isRegistered]) => {
    expect(filing(arrival)).toEqual({ fate, direction, status, isRegistered })
  })

  it('looks neither into junk nor into drafts', () => {
    expect(isWatchable('junk')).toBe(false)
    expect(isWatchable('drafts')).toBe(false)
    expect(isWatchable('inbox')).toBe(true)
    expect(isWatchable(null)).toBe(true)
  })
})

describe('joining a conversation', () => {
  const LATER = new Date('2026-01-11T00:00:00Z')
  const join = (
    there: Partial<Joinable>,
    arrival: Partial<Arrival> = {},
    { isOurs = false, automatic = 'no' }: { isOurs?: boolean; automatic?: Automatic } = {},
  ): ReturnType<typeof joinConversation> =>
    joinConversation(
      { status: 'open', isRegistered: true, lastIncomingAt: SINCE, ...there },
      { filing: filing(arrival), receivedAt: arrival.internalDate ?? LATER, isOurs, automatic },
    )

  it.each(['waiting', 'answered', 'archived'] as const)('from outside re-opens %s', (status) => {
    expect(join({ status })).toEqual({ status: 'open', isRegistered: true })
  })

  it('leaves spam where it is', () => {
    expect(join({ status: 'spam' }).status).toBe('spam')
  })

  it('numbers history that is written to again', () => {
    expect(join({ status: 'archived', isRegistered: false })).toEqual({
      status: 'open',
      isRegistered: true,
    })
  })

  it('re-opens nothing for a colleague', () => {
    expect(join({ status: 'answered' }, {}, { isOurs: true }).status).toBe('answered')
  })

  it.each(['autoReply', 'deliveryNotice', 'receipt', 'complaint', 'notification'] as const)(
    're-opens nothing for a machine’s %s',
    (automatic) => {
      expect(join({ status: 'answered' }, {}, { automatic }).status).toBe('answered')
      expect(join({ status: 'waiting' }, {}, { automatic }).status).toBe('waiting')
      const history = { status: 'archived', isRegistered: false } as const
      expect(join(history, {}, { automatic })).toEqual(history)
    },
  )

  it('is re-opened by a bounce, and by what somebody writes through a list', () => {
    expect(join({ status: 'answered' }, {}, { automatic: 'bounce' }).status).toBe('open')
    expect(join({ status: 'answered' }, {}, { automatic: 'list' }).status).toBe('open')
  })

  it('changes nothing for history', () => {
    expect(join({ status: 'waiting' }, { internalDate: BEFORE }).status).toBe('waiting')
  })

  it('is answered by our copy in Sent, unless somebody wrote since', () => {
    expect(join({}, { folderRole: 'sent', internalDate: LATER }).status).toBe('answered')
    expect(join({}, { folderRole: 'sent', internalDate: BEFORE }).status).toBe('open')
    expect(join({ lastIncomingAt: null }, { folderRole: 'sent' }).status).toBe('open')
    expect(join({ status: 'waiting' }, { folderRole: 'sent' }).status).toBe('waiting')
  })
})
