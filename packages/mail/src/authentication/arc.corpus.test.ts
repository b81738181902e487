import { describe, expect, it } from 'vitest'
import { corpusCases } from '../testing/corpora.ts'
import { zoneResolver } from '../testing/zone.ts'
import { verifyMessage } from './verify-message.ts'

type Case = {
  id: string
  message: string
  cv: string | null
  'txt-records': Record<string, string>
}

const suite = corpusCases<Case>('auth-arc/validation.json')

/** Where we differ from the suite, and why. */
const DIFFERENCES: Record<string, string> = {
  ams_fields_h_empty:
    'An ARC-Message-Signature with an empty h= signs no field at all, not even From: RFC 8617 §4.1.2 takes over the rule of RFC 6376 §3.5 that h= is never empty.',
}

describe.skipIf(suite.length === 0)('ARC, by the validation suite of its authors', () => {
  it('gives the verdict of each case but those that are explained', async () => {
    const judged = suite.filter(({ cv }) => cv) // a case without a verdict has nothing to agree with
    const wrong: string[] = []
    for (const { id, message, cv, 'txt-records': records } of judged) {
      const raw = Buffer.from(message.replace(/\r?\n/g, '\r\n'))
      const zone = Object.fromEntries(
        Object.entries(records ?? {}).map(([name, text]) => [name, [{ TXT: text }]]),
      )
      const { authentication } = await verifyMessage(raw, {
        dns: zoneResolver(zone),
        authservId: null,
      })
      if (authentication.arc !== cv?.toLowerCase()) wrong.push(id)
    }
    expect(wrong.filter((id) => !DIFFERENCES[id])).toEqual([])
    expect(1 - wrong.length / judged.length).toBeGreaterThanOrEqual(0.98)
  })
})
