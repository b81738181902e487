import { compare, judgedFields } from './compare.ts'
import type { Difference } from './compare.ts'
import { mime4j } from './mime4j.ts'
import type { Field, Oracle } from './oracle.ts'
import type { Reading } from './reading.ts'
import { stalwart } from './stalwart.ts'
import { zammad } from './zammad.ts'
import { zbateson } from './zbateson.ts'

/** What came of a message: the fields that its corpus tells, and those of them that differ. */
export type Verdict = { corpus: string; name: string; told: Field[]; differences: Difference[] }

/** Every message of which a corpus tells what is to be read; none where there are no corpora. */
export function oracles(): Oracle[] {
  return [...zammad(), ...stalwart(), ...zbateson(), ...mime4j()]
}

/**
 * Judges what `read` makes of messages. Of bytes that several corpora have, each with its own
 * expectation, either is right: field by field, whoever of them agrees speaks for the others.
 */
export async function judge(
  cases: Oracle[],
  read: (raw: Buffer) => Promise<Reading>,
): Promise<Verdict[]> {
  const twins = Map.groupBy(cases, ({ raw }) =>
    raw.toString('latin1').replaceAll('\r\n', '\n').trimEnd(),
  )
  const verdicts: Verdict[] = []
  for (const group of twins.values()) {
    for (const oracle of group) {
      const reading = await read(oracle.raw)
      const others = group.filter((other) => other !== oracle)
      const differences = compare(oracle, reading).filter(
        ({ field }) => !others.some((other) => agrees(other, reading, field)),
      )
      verdicts.push({ ...oracle, told: judgedFields(oracle), differences })
    }
  }
  return verdicts.toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)))
}

/** How many of the verdicts that tell a field agree, in per cent. */
export function agreement(verdicts: Verdict[], field: Field): number {
  const told = verdicts.filter((verdict) => verdict.told.includes(field))
  const wrong = told.filter(({ differences }) => differences.some((one) => one.field === field))
  return told.length === 0 ? 100 : (1 - wrong.length / told.length) * 100
}

/** Where the message is, below the folder of the corpora. */
export function placeOf({ corpus, name }: Verdict): string {
  return `${corpus}/${name}`
}

function agrees(oracle: Oracle, reading: Reading, field: Field): boolean {
  const isTold = oracle[field] !== undefined
  return isTold && compare(oracle, reading).every((difference) => difference.field !== field)
}
