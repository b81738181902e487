import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { excerpt } from '../testing/oracles/compare.ts'
import { CORPORA } from '../testing/oracles/corpora.ts'
import { agreement, judge, oracles, placeOf } from '../testing/oracles/judge.ts'
import type { Verdict } from '../testing/oracles/judge.ts'
import { FIELDS } from '../testing/oracles/oracle.ts'
import { readAsSeen } from '../testing/oracles/reading.ts'
import { idleReasons, reasonOf } from '../testing/oracles/reasons.ts'

const missing = existsSync(join(CORPORA, 'mime-zammad')) ? '' : ' (skipped: there are no corpora)'

/** Fields of messages below which a run has judged nothing that counts. */
const ENOUGH = 100

describe.skipIf(missing)(`the messages of other people${missing}`, () => {
  let verdicts: Verdict[] = []

  beforeAll(async () => {
    verdicts = await judge(oracles(), readAsSeen)
  })

  it.each([
    ['subject', 98],
    ['from', 98],
    ['text', 96],
    ['attachments', 96],
  ] as const)('have their %s read as their corpora say, %d of 100 at least', (field, least) => {
    expect(verdicts.filter(({ told }) => told.includes(field)).length).toBeGreaterThan(ENOUGH)
    expect(agreement(verdicts, field)).toBeGreaterThanOrEqual(least)
  })

  it('differ for a reason that is written down', () => {
    const unexplained = verdicts.flatMap((verdict) =>
      verdict.differences
        .filter((difference) => reasonOf(verdict, difference) === undefined)
        .map((one) => ({ message: placeOf(verdict), field: one.field, ...excerpt(one) })),
    )
    expect(unexplained).toEqual([])
  })

  it('would show a reader that reads nothing', async () => {
    const nothing = { subject: '', from: null, text: '', attachments: [], html: '' }
    const unread = await judge(oracles(), () => Promise.resolve(nothing))
    for (const field of FIELDS) expect(agreement(unread, field)).toBeLessThan(70)
  })

  it('differ wherever a reason says so', () => {
    expect(idleReasons(verdicts)).toEqual([])
  })
})
