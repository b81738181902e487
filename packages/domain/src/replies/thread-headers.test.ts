import { describe, expect, it } from 'vitest'
import { threadHeaders } from './thread-headers.ts'

describe('the thread headers of a reply', () => {
  it('extend the References of what is answered by its Message-ID', () => {
    const parent = { internetMessageId: 'c@x', inReplyTo: ['b@x'], references: ['a@x', 'b@x'] }
    expect(threadHeaders(parent)).toEqual({ inReplyTo: 'c@x', references: ['a@x', 'b@x', 'c@x'] })
  })

  it('start from a single In-Reply-To where the parent has no References', () => {
    const parent = { internetMessageId: 'c@x', inReplyTo: ['b@x'], references: [] }
    expect(threadHeaders(parent).references).toEqual(['b@x', 'c@x'])
    const several = { ...parent, inReplyTo: ['a@x', 'b@x'] }
    expect(threadHeaders(several).references).toEqual(['c@x'])
  })

  it('keep the ancestors of a mail without Message-ID', () => {
    const parent = { internetMessageId: null, inReplyTo: [], references: ['a@x'] }
    expect(threadHeaders(parent)).toEqual({ inReplyTo: undefined, references: ['a@x'] })
  })

  it('drop brackets, repetitions and what would break the header', () => {
    const parent = {
      internetMessageId: '<c@x>',
      inReplyTo: [],
      references: ['a@x', 'c@x', 'bad id@x', 'worse\r\nBcc: eve@x', 'a@x'],
    }
    expect(threadHeaders(parent)).toEqual({ inReplyTo: 'c@x', references: ['a@x', 'c@x'] })
  })

  it('keep the first and the latest of a long thread', () => {
    const references = Array.from({ length: 100 }, (_, n) => `${n}@x`)
    const kept = threadHeaders({
      internetMessageId: 'last@x',
      inReplyTo: [],
      references,
    }).references
    expect(kept).toHaveLength(30)
    expect(kept[0]).toBe('0@x')
    expect(kept.slice(-2)).toEqual(['99@x', 'last@x'])
  })
})
