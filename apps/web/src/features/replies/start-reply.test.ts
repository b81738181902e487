import type { Message } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { type ReplyKind, startReply, withKind } from './start-reply.ts'

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

const start = (message: Message, kind: ReplyKind) =>
  startReply(message, kind, {
    writer,
    signature: '<div data-levee-part="signature"><p>N</p></div>',
  })

describe('starting a reply', () => {
  it('goes to the author, with the mail quoted in its own language below', () => {
    const draft = start(aMessage(), 'reply')
    expect(draft.to).toEqual(['"Morvan, Jeanne" <j.morvan@example.org>'])
    expect(draft.cc).toEqual([])
    expect(draft.html).toMatch(
      /^<p><\/p><div data-levee-part="signature"><p>N<\/p><\/div><div data-levee-part="quotation"><p>Le 12 mars 2026/u,
    )
    expect(draft.html).toContain('<blockquote><p>Bonjour,<br>je vous prie')
  })

  it('goes to everybody else, too, but not back to the mailbox', () => {
    const draft = start(aMessage(), 'replyAll')
    expect(draft.to).toEqual([
      '"Morvan, Jeanne" <j.morvan@example.org>',
      'Karim <karim@example.org>',
    ])
    expect(draft.cc).toEqual(['cc@example.org'])
  })

  it('leaves the recipients to the writer when nobody can be written to', () => {
    const draft = start(aMessage({ from: { name: '', address: '' } }), 'reply')
    expect(draft.to).toEqual([])
  })

  it('quotes the mail as it is laid out, where that is known', () => {
    const quotation = { html: '<table><tr><td>9 h</td></tr></table>', pictures: [] }
    const { html } = startReply(aMessage(), 'reply', { writer, signature: '', quotation })
    expect(html).toContain('<blockquote><table><tr><td>9 h</td></tr></table></blockquote></div>')
  })

  it('passes on another message of the mail than before', () => {
    const forward = start(aMessage(), 'forward')
    const message = aMessage({ id: 'm2', text: 'Le second' })
    const next = withKind(forward, 'forward', { message, writer })
    expect(next.forwardOf).toBe('m2')
    expect(next.html).toContain('<p>Le second</p>')
    expect(next.html).not.toContain('je vous prie')
  })

  it('becomes a forward with what was written, and a reply again', () => {
    const message = aMessage()
    const draft = start(message, 'reply')
    const written = { ...draft, html: draft.html.replace('<p></p>', '<p>Pour avis.</p>') }
    const forward = withKind(written, 'forward', { message, writer })
    expect(forward).toMatchObject({ kind: 'forward', forwardOf: 'm1', to: [], cc: [] })
    expect(forward.html).toContain('<p>Pour avis.</p>')
    expect(forward.html).toContain('Message transféré')
    expect(forward.html).not.toContain('a écrit')
    expect(withKind(forward, 'reply', { message, writer })).toEqual(written)
  })
})
