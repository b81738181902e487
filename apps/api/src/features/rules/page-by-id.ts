import { DomainError } from '@levee/domain'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Refuses what is no id of a row after which a list goes on.
 * @throws {DomainError} `invalid`
 */
export function refuseForeignCursor(cursor: string | undefined): void {
  if (cursor === undefined || UUID.test(cursor)) return
  throw new DomainError('invalid', 'This is no cursor of this list.', {
    errors: [{ path: 'cursor', message: 'takes the nextCursor of the page before' }],
  })
}

/** A page of rows of which one more was read, to know whether there are others. */
export function pageOf<T extends { id: string }>(
  rows: readonly T[],
  limit: number,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
