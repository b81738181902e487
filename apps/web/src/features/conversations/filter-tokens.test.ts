import { describe, expect, it } from 'vitest'
import { parseFilter, writeFilter } from './filter-tokens.ts'

describe('reading a filter', () => {
  it('tells tokens from words', () => {
    expect(parseFilter('terrasse from:morvan quai')).toEqual({
      tokens: [{ field: 'from', value: 'morvan' }],
      words: 'terrasse quai',
    })
  })

  it('keeps what is quoted together', () => {
    expect(parseFilter('subject:"rue des Tanneurs"').tokens).toEqual([
      { field: 'subject', value: 'rue des Tanneurs' },
    ])
  })

  it('understands the French names of the fields', () => {
    expect(parseFilter('de:morvan étiquette:voirie').tokens).toEqual([
      { field: 'from', value: 'morvan' },
      { field: 'tag', value: 'voirie' },
    ])
  })

  it.each(['http://example.org', 'RE: hello', 'from:', 'unknown:x', '12:30'])(
    'leaves “%s” among the words',
    (text) => {
      expect(parseFilter(text)).toEqual({ tokens: [], words: text })
    },
  )
})

describe('writing a filter', () => {
  it.each(['from:morvan terrasse', 'tag:"grands travaux" is:unread', 'ref:2026-000123', ''])(
    'gives back “%s” as it was read',
    (text) => {
      expect(writeFilter(parseFilter(text))).toBe(text)
    },
  )
})
