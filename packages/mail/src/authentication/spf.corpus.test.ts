import { describe, expect, it } from 'vitest'
import { computeAuthentication } from './compute-authentication.ts'
import { corpusCases } from '../testing/corpora.ts'
import { type Zone, zoneResolver } from '../testing/zone.ts'

type Test = { helo: string; host: string; mailfrom: string; result: string | string[] }
type Scenario = { id: string; zonedata: Zone; tests: Record<string, Test> }

const scenarios = corpusCases<Scenario>('auth-spf/scenarios.json')

describe.skipIf(scenarios.length === 0)('SPF, by the test suite of RFC 7208', () => {
  it.each(scenarios.map(({ id, zonedata, tests }) => [id, zonedata, tests] as const))(
    '%s',
    async (_id, zonedata, tests) => {
      const dns = zoneResolver(zonedata)
      const wrong: string[] = []
      for (const [name, { helo, host, mailfrom, result }] of Object.entries(tests)) {
        const { spf } = await computeAuthentication(Buffer.from('\r\n'), {
          headers: [],
          client: { address: host, helo },
          sender: mailfrom,
          resolver: dns.session().lookup,
        })
        if (![result].flat().includes(spf ?? ''))
          wrong.push(`${name}: ${spf}, not ${String(result)}`)
      }
      expect(wrong).toEqual([])
    },
  )
})
