import { foreignCursor } from '../../http/pages.ts'

/** Where a page ended: the last conversation's place in the order. */
export type Place = {
  lastMessageAt: Date
  id: string
  /** When sorted by deadline: null after the last one that has a deadline. */
  dueAt: Date | null
}

export type Sort = 'receivedAt' | 'dueAt'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LETTER = { receivedAt: 'r', dueAt: 'd' } satisfies Record<Sort, string>

/** The opaque cursor of the page after `place`. */
export function cursorAfter(place: Place, sort: Sort): string {
  const { id, lastMessageAt, dueAt } = place
  const due = sort === 'dueAt' && dueAt ? dueAt.getTime().toString(36) : ''
  const text = [LETTER[sort], lastMessageAt.getTime().toString(36), due, id].join('.')
  return Buffer.from(text).toString('base64url')
}

/**
 * The place that a cursor of this order stands for.
 * @throws {DomainError} `invalid` when it is none, or one of another order.
 */
export function placeOf(cursor: string, sort: Sort): Place {
  const [letter, received = '', due = '', id = ''] = Buffer.from(cursor, 'base64url')
    .toString('latin1')
    .split('.')
  const lastMessageAt = instant(received)
  const dueAt = due === '' ? null : instant(due)
  if (letter !== LETTER[sort] || !UUID.test(id) || !lastMessageAt || dueAt === undefined)
    throw foreignCursor()
  return { id, lastMessageAt, dueAt }
}

function instant(text: string): Date | undefined {
  if (!/^-?[0-9a-z]{1,9}$/.test(text)) return undefined
  return new Date(Number.parseInt(text, 36))
}
