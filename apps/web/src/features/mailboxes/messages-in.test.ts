import { describe, expect, it } from 'vitest'
import { messagesIn } from './messages-in.ts'

const folders = [
  { path: 'INBOX', messages: 1200 },
  { path: 'Sent', messages: 34 },
  { path: 'Shared', messages: null },
]

describe('the messages of chosen folders', () => {
  it('are those of all of them', () => {
    expect(messagesIn(folders, ['INBOX', 'Sent'])).toBe(1234)
    expect(messagesIn(folders, [])).toBe(0)
  })

  it('are not known when one is not counted', () => {
    expect(messagesIn(folders, ['INBOX', 'Shared'])).toBeNull()
  })
})
