import { placeOf } from './judge.ts'
import type { Verdict } from './judge.ts'
import type { Difference } from './compare.ts'
import type { Field } from './oracle.ts'

const FIRST_TYPE_COUNTS =
  'The header has two Content-Type fields. We go by the first and show the HTML part; the corpus goes by the last and shows its source.'

/** Why a field is not read as its corpus says, for each that is not. */
const REASONS: Record<string, Partial<Record<Field, string>>> = {
  'mime-zammad/mail018.box': {
    subject:
      'The corpus does not know the charset unicode-1-1-utf-7 (RFC 1642); the subject is "Übermittlung …".',
    text: 'The corpus does not know the charset unicode-1-1-utf-7 (RFC 1642).',
  },
  'mime-zammad/mail019.box': {
    from: 'The author has a name but no address. The corpus takes that of Reply-To instead, which would show another sender than the message has.',
    text: 'The corpus counts the title of the HTML document as text, which no mail program shows.',
  },
  'mime-zammad/mail021.box': {
    text: 'UTF-8 with one wrong byte: the corpus then reads all of it as Latin-1, Cyrillic included.',
  },
  'mime-zammad/mail073.box': {
    attachments:
      'A name said to be US-ASCII has a byte that is ö in Latin-1; the corpus has U+FFFD there.',
  },
  'mime-zammad/mail087.box': {
    from: 'In "Test test@example.com" we find the address; the corpus takes all of it for one.',
    attachments: 'The corpus makes a file of a text because it follows a file; we show it as text.',
  },
  'mime-stalwart/malformed/020.eml': { text: FIRST_TYPE_COUNTS },
  'mime-stalwart/malformed/021.eml': { text: FIRST_TYPE_COUNTS },
  'mime-stalwart/malformed/005.eml': {
    text: 'The line --a---- ends the outer multipart (boundary a--) as well as it begins a part of the inner one (a----); the corpus has the second.',
  },
  'mime-stalwart/malformed/012.eml': {
    attachments:
      'The outer delimiter ends the inner multipart (RFC 2046 §5.1.2), so that the third message is a file, too.',
  },
  'mime-stalwart/malformed/019.eml': {
    text: 'Random damage: the declared boundary differs from the lines in case. The corpus shows nothing; we show what is left.',
  },
}

/** Why this difference is right, if it is known. */
export function reasonOf(verdict: Verdict, { field }: Difference): string | undefined {
  return REASONS[placeOf(verdict)]?.[field]
}

/** The reasons that no difference needs. */
export function idleReasons(verdicts: Verdict[]): string[] {
  const needed = new Set(
    verdicts.flatMap((verdict) =>
      verdict.differences.map(({ field }) => `${placeOf(verdict)} ${field}`),
    ),
  )
  return Object.entries(REASONS)
    .flatMap(([place, fields]) => Object.keys(fields).map((field) => `${place} ${field}`))
    .filter((reason) => !needed.has(reason))
}
