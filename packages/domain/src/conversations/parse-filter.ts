import { type FilterDays, readDays } from './filter-days.ts'
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
  'teamless',
  'registered',
  'kept',
  'late',
  'followed',
] as const

/** How the next deadline of what is on the desk stands; `later` than soon, `none` where it has no deadline. */
export const DUE_LEVELS = ['overdue', 'today', 'soon', 'later', 'paused', 'none'] as const
export type DueLevel = (typeof DUE_LEVELS)[number]

/** What `is:` takes. */
export type FilterFlag = (typeof FLAGS)[number]

/** One thing that a conversation must have; texts are folded (`foldText`). */
export type FilterTerm =
  | { field: 'words' | 'from' | 'subject' | 'ref' | 'tag'; text: string }
  | { field: 'is'; flag: FilterFlag }
  | { field: 'due'; level: DueLevel }
  /** `due`, where the clock runs; `replied` for the first time; `closed` and still so. */
  | { field: DayField; days: FilterDays }

const DAY_FIELDS = ['due', 'received', 'replied', 'closed'] as const
type DayField = (typeof DAY_FIELDS)[number]
const TEXT_FIELDS = ['from', 'subject', 'ref', 'tag'] as const
const MOST_TERMS = 20 // a filter is typed by hand; each term costs the database a comparison a row

/** Pieces between spaces; quotes hold spaces together, also after a field: `tag:"permis de construire"`. */
const PIECE = /([a-z]+:)?"([^"]*)"?|\S+/giu

/**
 * What was typed into the filter box: words and the tokens `from: subject: ref: tag: is:`, `due:` with a
 * level, and `due: received: replied: closed:` with a day or days (`2026-03-02..2026-03-06`).
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
  const dated = dayTerm(name, text)
  if (dated) return [dated]
  const flag = name === 'is' ? FLAGS.find((known) => known === text) : undefined
  if (flag) return [{ field: 'is', flag }]
  return name === 'is' && text === '' ? [] : words(piece)
}

function dayTerm(name: string, text: string): FilterTerm | undefined {
  const level = name === 'due' ? DUE_LEVELS.find((known) => known === text) : undefined
  if (level) return { field: 'due', level }
  const dayField = DAY_FIELDS.find((known) => known === name)
  const days = dayField && readDays(text)
  return dayField && days ? { field: dayField, days } : undefined
}

function words(typed: string): FilterTerm[] {
  const text = foldText(typed).trim()
  return text === '' ? [] : [{ field: 'words', text }]
}
