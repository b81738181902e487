import { compareText, words } from './compare-text.ts'
import type { Disagreement } from './compare-text.ts'
import { FIELDS } from './oracle.ts'
import type { Attachments, Field, Oracle } from './oracle.ts'
import type { Reading } from './reading.ts'

/** A field that was not read as a corpus says; both sides as they were compared. */
export type Difference = { field: Field; expected: string; got: string }

/** The fields that the oracle tells. */
export function judgedFields(oracle: Oracle): Field[] {
  return FIELDS.filter((field) => oracle[field] !== undefined)
}

/** The fields of a message that differ from what its corpus says. */
export function compare(oracle: Oracle, reading: Reading): Difference[] {
  return judgedFields(oracle).flatMap((field) => {
    const found = COMPARISONS[field](oracle, reading)
    return found ? [{ field, ...found }] : []
  })
}

const LENGTH = 120 // characters

/** Both sides of a difference, cut to where they begin to differ. */
export function excerpt({ expected, got }: Difference): { expected: string; got: string } {
  let same = 0
  while (same < expected.length && expected[same] === got[same]) same++
  const start = Math.max(0, same - LENGTH / 6)
  const cut = (text: string): string => text.slice(start, start + LENGTH)
  return { expected: cut(expected), got: cut(got) }
}

const COMPARISONS: Record<Field, (oracle: Oracle, reading: Reading) => Disagreement> = {
  subject: ({ subject = '' }, reading) => compareSubject(words(subject), words(reading.subject)),
  from: ({ from = '' }, reading) => unlessEqual(words(from), words(reading.from?.address ?? '')),
  text: (oracle, reading) => compareText(oracle, oracle.text ?? [], reading),
  attachments: ({ attachments = [] }, reading) => compareAttachments(attachments, reading),
}

/** Where a corpus could not decode a character it has U+FFFD: any one character agrees with that. */
function compareSubject(expected: string, got: string): Disagreement {
  const decoded = expected.replaceAll('\uFFFD', (_unknown, place: number) => got[place] ?? '')
  return unlessEqual(decoded, got)
}

function unlessEqual(expected: string, got: string): Disagreement {
  return expected === got ? undefined : { expected, got }
}

const NAMELESS = '(no name)'

/** The same names, in any order; a part to which the message gives no name may have any invented one. */
function compareAttachments(expected: Attachments, { attachments }: Reading): Disagreement {
  if (typeof expected === 'number') {
    return unlessEqual(String(expected), String(attachments.length))
  }
  const names = expected.map((name) => (name === null ? NAMELESS : fileName(name)))
  const got = attachments.map(({ name }) => fileName(name))
  const isInvented = (name: string): boolean =>
    !names.includes(name) && /^part-\d+(?:\.\w+)?$/.test(name)
  return unlessEqual(listed(names), listed(got.map((name) => (isInvented(name) ? NAMELESS : name))))
}

function listed(names: string[]): string {
  return JSON.stringify(names.toSorted())
}

/** A name as it can be saved: what would make a path of it is another character. */
function fileName(name: string): string {
  return words(name).replaceAll(/[/\\:]+/g, '_')
}
