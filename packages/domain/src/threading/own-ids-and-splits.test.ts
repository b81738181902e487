import { describe, expect, it } from 'vitest'
import { decideThread } from './decide-thread.ts'
import { circleOf, createThreadIndex, type ThreadedMessage } from './thread-index.ts'

function aMessage(more: Partial<ThreadedMessage>): ThreadedMessage {
  return {
    internetMessageId: null,
    inReplyTo: [],
    references: [],
    returned: [],
    named: new Map(),
    sender: 'anne@x.example',
    recipients: ['contact@mairie.example'],
    lists: [],
    isOurs: false,
    ...more,
  }
}

describe('deciding by what we know besides the mail', () => {
  it('joins by an id of ours that it no longer knows, if the sender takes part there', () => {
    const circle = { ...circleOf(aMessage({})), claims: null }
    const index = createThreadIndex([], new Map([['c0', circle]]))
    const answer = { inReplyTo: ['ours'], named: new Map([['ours', 'c0']]) }
    expect(decideThread(aMessage(answer), index)).toMatchObject({
      conversationId: 'c0',
      reason: { rule: 'inReplyTo', internetMessageId: 'ours', basis: 'participant' },
    })
    const stranger = aMessage({ ...answer, sender: 'eve@evil.example' })
    expect(decideThread(stranger, index)).toMatchObject({ conversationId: null, claims: 'c0' })
    const bounce = aMessage({
      returned: ['ours'],
      named: answer.named,
      sender: 'mailer-daemon@mx.example',
    })
    expect(decideThread(bounce, index)).toMatchObject({ conversationId: 'c0' })
  })

  it('never makes one again of what a person has split', () => {
    const circles = new Map([
      ['c0', circleOf(aMessage({}))],
      ['c1', { ...circleOf(aMessage({})), apart: new Set(['c0']) }],
    ])
    const stored = ['m1', 'm2'].map((internetMessageId, place) => ({
      conversationId: `c${place}`,
      internetMessageId,
      cites: [],
      sender: 'anne@x.example',
      isOutgoing: false,
    }))
    const index = createThreadIndex(stored, circles)
    const later = aMessage({ internetMessageId: 'm3', inReplyTo: ['m2'], references: ['m1', 'm2'] })
    expect(decideThread(later, index)).toMatchObject({ conversationId: 'c1', alsoJoins: [] })
  })
})
