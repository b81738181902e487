import { describe, expect, it } from 'vitest'
import { parseAuthenticationResults } from './parse-authentication-results.ts'
import { corpusCases } from '../testing/corpora.ts'

type Vector = { input: string; expected: Record<string, string> }

const vectors = corpusCases<Vector>('auth-results/vectors.json')

describe.skipIf(vectors.length === 0)('Authentication-Results, by the tests of authres', () => {
  it.each(vectors.map(({ input, expected }) => [input, expected] as const))(
    '%s',
    (input, expected) => {
      const found = parseAuthenticationResults(input.replace(/^[^:]+:/, ''))
      const said = new Map<string, unknown>([['authserv_id', found?.authservId]])
      for (const [place, { method, result, reason, properties }] of (
        found?.results ?? []
      ).entries()) {
        const name = `results[${place}]`
        said.set(`${name}.method`, method)
        said.set(`${name}.result`, result)
        said.set(`${name}.reason`, reason ?? 'None')
        for (const [index, property] of properties.entries())
          for (const [key, value] of Object.entries(property))
            said.set(`${name}.properties[${index}].${key}`, value)
      }
      const compared = Object.entries(expected).filter(([key]) => said.has(key))
      expect(compared.length).toBeGreaterThan(2)
      expect(compared.map(([key]) => [key, said.get(key)])).toEqual(compared)
    },
  )
})
