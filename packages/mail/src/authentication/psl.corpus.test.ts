import { describe, expect, it } from 'vitest'
import { registrableDomain } from '../domains/registrable-domain.ts'
import { corpusCases } from '../testing/corpora.ts'

const vectors = corpusCases<{ input: string | null; expected: string | null }>(
  'auth-psl/vectors.json',
)

describe.skipIf(vectors.length === 0)('the registrable domain, by the list’s own test file', () => {
  it('is right for every name', () => {
    const found = vectors.map(({ input }) => ({ input, expected: registrableDomain(input ?? '') }))
    expect(found).toEqual(vectors)
  })
})
