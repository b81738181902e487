import { foldText } from './fold-text.ts'

const FLAGS = [
  'unread',
  'open',
  'waiting',
  'answered',
  'archived',
  'spam',
  'assigned',
  'unassigned',
  'overdue',
  'attachment',
] as const

/** What `is:` takes. */
export type FilterFlag = (typeof FLAGS)[number]

/** One thing that a conversation must have; texts are folded (`foldText`). */
export type FilterTerm =
  | { field: 'words' | 'from' | 'subject' | 'ref' | 'tag'; text: string }
  | { field: 'is'; flag: FilterFlag }

const TEXT_FIELDS = ['from', 'subject', 'ref', 'tag'] as const
const MOST_TERMS = 20 // a filter is typed by hand; each term costs the database a comparison a row

/** Pieces between spaces; quotes hold spaces together, also after a field: `tag:"permis de construire"`. */
const PIECE = /([a-z]+:)?"([^"]*)"?|\S+/giu

/**
 * What was typed into the filter box: words and the tokens `from: subject: ref: tag: is:`.
 * An unknown field or flag is a word like any other; nothing typed is ever an error.
 */
export function parseFilter(typed: string): FilterTerm[] {
  const pieces = [...typed.matchAll(PIECE)].slice(0, MOST_TERMS)
  return pieces.flatMap(([piece, field, quoted]) => {
    if (quoted === undefined) return termOf(piece)
    if (field === undefined) return words(quoted)
    return termOf(`${field}${quoted}`)
  })
}

function termOf(piece: string): FilterTerm[] {
  const colon = piece.indexOf(':')
  const name = piece.slice(0, Math.max(colon, 0)).toLowerCase()
  const text = foldText(piece.slice(colon + 1)).trim()
  const field = TEXT_FIELDS.find((known) => known === name)
  if (field) return text === '' ? [] : [{ field, text }]
  const flag = name === 'is' ? FLAGS.find((known) => known === text) : undefined
  if (flag) return [{ field: 'is', flag }]
  return name === 'is' && text === '' ? [] : words(piece)
}

function words(typed: string): FilterTerm[] {
  const text = foldText(typed).trim()
  return text === '' ? [] : [{ field: 'words', text }]
}
