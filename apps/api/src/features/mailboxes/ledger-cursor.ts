import { foreignCursor } from '../../http/pages.ts'

/** Where a page of the ledger ended. */
export type LedgerPlace = { receivedAt: Date; id: string }

const PLACE = /^(-?[0-9a-z]{1,9})\.([0-9a-f:-]{1,80})$/

export function placeText({ receivedAt, id }: LedgerPlace): string {
  return Buffer.from(`${receivedAt.getTime().toString(36)}.${id}`).toString('base64url')
}

/** @throws {DomainError} `invalid` for what is no cursor of the ledger. */
export function placeOf(cursor: string): LedgerPlace {
  const [, at, id] = PLACE.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  if (at !== undefined && id !== undefined)
    return { receivedAt: new Date(Number.parseInt(at, 36)), id }
  throw foreignCursor()
}
