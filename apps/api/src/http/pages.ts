import { DomainError } from '@levee/domain'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Says that a cursor was not given by the list that is asked to go on from it. */
export function foreignCursor(): DomainError {
  const message = 'This cursor is not one of this list: start at its beginning.'
  return new DomainError('invalid', message, {
    errors: [{ path: 'cursor', message: 'takes the nextCursor of the page before' }],
  })
}

/**
 * Takes the cursor of a list that goes by the id of the last item.
 * @throws {DomainError} `invalid` for what is no id.
 */
export function requireIdCursor(cursor: string | undefined): void {
  if (cursor !== undefined && !UUID.test(cursor)) throw foreignCursor()
}

/** A page of rows of which one more was read, to know whether there are others. */
export function pageOf<T extends { id: string }>(
  rows: readonly T[],
  limit: number,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
