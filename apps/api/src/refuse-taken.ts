import { DomainError } from '@levee/domain'

/** What PostgreSQL and Prisma call a value that another row has already. */
const TAKEN = new Set(['23505', 'P2002'])

/**
 * The outcome of a write.
 * @throws {DomainError} `conflict` when the value that must be the only one of its kind exists already.
 */
export async function refuseTaken<T>(
  write: Promise<T>,
  field: { path: string; message: string },
): Promise<T> {
  try {
    return await write
  } catch (cause) {
    if (!isTaken(cause)) throw cause
    throw new DomainError('conflict', field.message, { errors: [field] })
  }
}

function isTaken(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && TAKEN.has(String(cause.code))
}
