import { describe, expect, it } from 'vitest'
import {
  conversationOfSignedId,
  isSignedTestId,
  signedIdsIn,
  signedMessageId,
  signedTestId,
} from './signed-id.ts'

const CONVERSATION = '0190b0b0-b0b0-7b0b-8b0b-b0b0b0b0b0b0'
/** No signature that anybody should use: it only has to differ with the text. */
const sign = (text: string): string =>
  Array.from(text)
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2147483647, 7)
    .toString(16)
    .padStart(20, '0')
const id = signedMessageId(
  { nonce: '0123456789abcdef', conversationId: CONVERSATION },
  'contact@Port-Leveque.example',
  sign,
)

describe('the Message-ID of our mail', () => {
  it('is on the domain of the mailbox, and names the conversation', () => {
    expect(id).toMatch(/^0123456789abcdef\.[0-9a-f]{32}\.[0-9a-f]{20}@port-leveque\.example$/)
    expect(conversationOfSignedId(id, sign)).toBe(CONVERSATION)
    expect(conversationOfSignedId(id.toUpperCase(), sign)).toBe(CONVERSATION)
  })

  it.each([
    ['another conversation', id.replace('0190b0', '0190b1')],
    ['another mail', id.replace('0123', '0124')],
    ['another domain', id.replace('port-leveque', 'evil')],
    ['a signature made up', id.replace(/\.[0-9a-f]{20}@/, `.${'0'.repeat(20)}@`)],
    ['somebody else’s', 'CAF=1234@mail.gmail.com'],
  ])('names nothing when it is forged: %s', (_name, forged) => {
    expect(conversationOfSignedId(forged, sign)).toBeUndefined()
  })

  it('is found in any text', () => {
    expect(signedIdsIn(`Votre mail <${id}>.\r\n(${id}) xx${id}`)).toEqual([id])
    expect(signedIdsIn('a@b.example')).toEqual([])
  })
})

describe('the Message-ID of a test mail', () => {
  const test = signedTestId('0123456789abcdef', 'contact@port-leveque.example', sign)

  it('is known again, whatever its letters have become', () => {
    expect(isSignedTestId(test, sign)).toBe(true)
    expect(isSignedTestId(test.toUpperCase(), sign)).toBe(true)
  })

  it.each([
    ['another mail', test.replace('0123', '0124')],
    ['another domain', test.replace('port-leveque', 'evil')],
    ['a signature made up', test.replace(/\.[0-9a-f]{20}@/, `.${'0'.repeat(20)}@`)],
    ['a reply of ours', id],
  ])('is nobody else’s: %s', (_name, forged) => {
    expect(isSignedTestId(forged, sign)).toBe(false)
  })
})
