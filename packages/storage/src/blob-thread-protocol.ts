/** Why a batch is not stored: an error's code does not cross between threads by itself. */
export type WriteFailure = { message: string; code: string | undefined }

/** Sent by the thread for each batch, in order: where it will be, then that it is there. */
export type WriteAnswer =
  | { state: 'addressed'; addresses: string[] }
  | { state: 'done' }
  | ({ state: 'failed' } & WriteFailure)

/** What of an error crosses between threads. */
export function failureOf(error: unknown): WriteFailure {
  if (!(error instanceof Error)) return { message: String(error), code: undefined }
  return { message: error.message, code: 'code' in error ? String(error.code) : undefined }
}
