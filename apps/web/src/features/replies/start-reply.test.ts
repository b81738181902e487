import type { Message } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { startReply } from './start-reply.ts'
import { textOfHtml } from './written-text.ts'

const writer = {
  ownAddresses: ['courrier@port-leveque.example'],
  locale: 'en' as const,
  timeZone: 'Europe/Paris',
}

function aMessage(part: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    conversationId: 'c1',
    direction: 'incoming',
    channel: 'email',
    internetMessageId: 'a@b',
    from: { name: 'Morvan, Jeanne', address: 'j.morvan@example.org' },
    replyTo: [],
    to: [
      { name: '', address: 'courrier@port-leveque.example' },
      { name: 'Karim', address: 'karim@example.org' },
    ],
    cc: [{ name: '', address: 'cc@example.org' }],
    bcc: [],
    subject: 'Terrasse',
    date: '2026-03-12T08:48:00Z',
    receivedAt: '2026-03-12T08:48:10Z',
    text: 'Bonjour,\nje vous prie de trouver le plan pour la terrasse.\n\nMerci',
    textWithoutQuotes: '',
    hasHtml: false,
    attachments: [],
    state: 'received',
    automatic: 'no',
    failedRecipients: [],
    headers: [],
    authentication: { spf: null, dkim: null, dmarc: null, arc: null, source: null },
    trust: { level: 'unknown', reasons: [], claim: null },
    remoteImages: 'blocked',
    authorId: null,
    ...part,
  }
}

describe('starting a reply', () => {
  it('goes to the author, with the mail quoted in its own language below', () => {
    const draft = startReply(aMessage(), 'author', writer)
    expect(draft.to).toEqual(['"Morvan, Jeanne" <j.morvan@example.org>'])
    expect(draft.cc).toEqual([])
    const text = textOfHtml(draft.html)
    expect(text.startsWith('\n\nLe 12 mars 2026')).toBe(true)
    expect(text).toContain('> Bonjour,\n> je vous prie')
  })

  it('goes to everybody else, too, but not back to the mailbox', () => {
    const draft = startReply(aMessage(), 'all', writer)
    expect(draft.to).toEqual([
      '"Morvan, Jeanne" <j.morvan@example.org>',
      'Karim <karim@example.org>',
    ])
    expect(draft.cc).toEqual(['cc@example.org'])
  })

  it('leaves the recipients to the writer when nobody can be written to', () => {
    const draft = startReply(aMessage({ from: { name: '', address: '' } }), 'author', writer)
    expect(draft.to).toEqual([])
  })
})
