import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { identify } from './message-identity.ts'

const LETTER = 'From: a@x.org\r\nSubject: x\r\n\r\nReceived: not a header here\r\n'

function identityOf(text: string) {
  return identify(Buffer.from(text))
}

describe('the identity of a message', () => {
  it('is its bytes', () => {
    expect(identityOf(LETTER)).toEqual({
      contentSha256: hash('sha256', LETTER),
      size: LETTER.length,
    })
  })

  it('is the same for one e-mail in two mailboxes', () => {
    const one =
      'Return-Path: <a@x.org>\r\nDelivered-To: one@y.org\r\nReceived: from x\r\n\tby y; Mon\r\n'
    const two =
      'return-path: <a@x.org>\r\nX-Original-To: two@y.org\r\nEnvelope-To: two\r\nX-Envelope-From: a\r\n'
    const { contentSha256 } = identityOf(LETTER)
    for (const trace of [one, two]) {
      const delivered = identityOf(trace + LETTER)
      expect(delivered).toEqual({ contentSha256, size: trace.length + LETTER.length })
    }
  })

  it('differs when anything else does', () => {
    const { contentSha256 } = identityOf(LETTER)
    for (const other of [
      LETTER.replace('Subject: x', 'Subject: y'),
      `X-Priority: 1\r\n${LETTER}`,
      LETTER.replace('not a header', 'no header'),
      `${LETTER}x`,
    ]) {
      expect(identityOf(other).contentSha256).not.toBe(contentSha256)
    }
  })
})
