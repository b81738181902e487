import { describe, expect, it } from 'vitest'
import { createFetchTrouble } from './fetch-trouble.ts'

describe('messages at which connections break', () => {
  it('are asked for alone, then left alone for an hour, then tried once', () => {
    let minutes = 0
    const trouble = createFetchTrouble(() => new Date(minutes * 60_000))
    trouble.brokeAt('INBOX', 7)
    expect(trouble.isSuspect('INBOX', 7)).toBe(true)
    trouble.brokeAt('INBOX', 7)
    expect(trouble.isGivenUp('INBOX', 7)).toBe(false)
    trouble.brokeAt('INBOX', 7)
    expect(trouble.isGivenUp('INBOX', 7)).toBe(true)
    expect(trouble.isGivenUp('Sent', 7)).toBe(false)
    minutes = 61
    expect(trouble.isGivenUp('INBOX', 7)).toBe(false)
    expect(trouble.isSuspect('INBOX', 7)).toBe(true)
    trouble.brokeAt('INBOX', 7)
    expect(trouble.isGivenUp('INBOX', 7)).toBe(true)
    trouble.forget('INBOX')
    expect(trouble.isSuspect('INBOX', 7)).toBe(false)
  })
})
