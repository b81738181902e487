import { type ImapConnection, MailServerError } from '@levee/mail'

/**
 * Why the server will not do what one folder was asked, which need not keep the others from being in
 * step. A server that is busy is none that refuses.
 * @throws whatever else went wrong, and anything that ended the connection.
 */
export function refusalOf(connection: ImapConnection, error: unknown): MailServerError {
  const isRefusal = error instanceof MailServerError && error.code === 'refused' && !error.retryable
  if (!isRefusal || connection.closed) throw error
  return error
}
