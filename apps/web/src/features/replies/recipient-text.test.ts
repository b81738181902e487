import { describe, expect, it } from 'vitest'
import { isRecipient, readTyped, splitRecipients, writeRecipient } from './recipient-text.ts'

describe('a recipient as it is typed', () => {
  it('is read as it is written', () => {
    for (const name of ['', 'Ada', 'Morvan, Jeanne', 'a@b', 'L; K']) {
      const who = { name, address: 'ada@example.org' }
      expect(readTyped(writeRecipient(who))).toEqual(who)
      expect(splitRecipients(writeRecipient(who))).toEqual([writeRecipient(who)])
    }
  })

  it('may be several, of which some are none', () => {
    const typed = splitRecipients('ada@example.org, "B, C" <b@c.example>;nobody\nd@e.example ')
    expect(typed).toEqual(['ada@example.org', '"B, C" <b@c.example>', 'nobody', 'd@e.example'])
    expect(typed.map(isRecipient)).toEqual([true, true, false, true])
  })
})
