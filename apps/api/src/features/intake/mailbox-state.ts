import { inTransaction, sql } from '@levee/db'
import { retryDelay } from '@levee/domain'
import { MailServerError } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'

/** What an import is going to bring. */
export type ImportSize = { messages: number; bytes: number }

/** The mailbox page shows an import from now on. */
export async function beginImport(
  { db, now }: Deps,
  mailboxId: string,
  size: ImportSize,
): Promise<void> {
  const at = now()
  await inTransaction(db, async (tx) => {
    await tx.run(sql`
      update mailbox set state = 'syncing', import_total = ${size.messages}::int, import_done = 0,
        import_bytes_total = ${size.bytes}::bigint, import_bytes_done = 0, import_started_at = ${at},
        last_error = null, last_error_code = null, retry_at = null
      where id = ${mailboxId}`)
    await announceAll(tx, [{ type: 'mailbox.state', mailboxId }])
  })
}

/** Messages: fewer are no import to be shown. */
export const LEAST_IMPORT = 50

export type InStep = {
  since: Date | null
  unaccounted: number
  refusal?: MailServerError | undefined
}

/**
 * The mailbox is in step with its server, but for what is unaccounted for; a full pass that was asked for
 * before `since` is done. `refusal`: why a folder is not in step, which the mailbox page shows.
 */
export async function recordInStep(
  { db, now }: Deps,
  mailboxId: string,
  { since, unaccounted, refusal }: InStep,
): Promise<void> {
  const at = now()
  const problem = refusal && explain(refusal)
  await inTransaction(db, async (tx) => {
    const was = await tx.row<{ state: string; failures: number; unaccounted: number }>(sql`
      select state, failures, unaccounted from mailbox where id = ${mailboxId} for no key update`)
    await tx.run(sql`
      update mailbox set state = 'idle', last_sync_at = ${at}, last_error = ${problem?.sentence ?? null},
        last_error_code = ${problem?.code ?? null}, retry_at = null, failures = 0,
        unaccounted = ${unaccounted}::int, unaccounted_since = case when ${unaccounted}::int > 0
          then coalesce(unaccounted_since, ${at}) end,
        import_total = case when state = 'syncing' then import_done else import_total end,
        sync_requested_at = case when sync_requested_at <= ${since}::timestamptz then null
          else sync_requested_at end
      where id = ${mailboxId}`)
    if (!was) return
    if (was.state !== 'idle' || was.failures > 0 || was.unaccounted !== unaccounted) {
      await announceAll(tx, [{ type: 'mailbox.state', mailboxId }])
    }
  })
}

/** Says on the mailbox page what went wrong, and when it is tried again. */
export async function recordFailure(
  { db, now }: Deps,
  mailboxId: string,
  error: unknown,
): Promise<void> {
  const at = now()
  const { code, sentence } = explain(error)
  const isRefusal = REFUSALS.has(code)
  await inTransaction(db, async (tx) => {
    const mailbox = await tx.row<{ failures: number }>(
      sql`select failures from mailbox where id = ${mailboxId} for no key update`,
    )
    if (!mailbox) return
    const failures = mailbox.failures + 1
    const retryAt = new Date(at.getTime() + retryDelay(failures, isRefusal, shareOf(mailboxId)))
    await tx.run(sql`
      update mailbox set state = 'error', last_error = ${sentence}, last_error_code = ${code},
        last_error_at = ${at}, failures = ${failures}::int, retry_at = ${retryAt}
      where id = ${mailboxId}`)
    await announceAll(tx, [{ type: 'mailbox.state', mailboxId }])
  })
}

/** From 0 to 1, and another for each mailbox: those of one server do not all come back at once. */
function shareOf(mailboxId: string): number {
  return Number.parseInt(mailboxId.slice(-4), 16) / 0xffff
}

/** What only a person can mend: it is tried again, but seldom. */
const REFUSALS: ReadonlySet<string> = new Set(['authentication', 'authorisation', 'certificate'])

const SENTENCES: Record<MailServerError['code'], string> = {
  unreachable: 'The mail server cannot be reached.',
  dns: 'The name of the mail server is not known.',
  timeout: 'The mail server does not answer.',
  certificate: 'The certificate of the mail server is not to be trusted.',
  authentication: 'The mail server refused the user name or the password.',
  authorisation: 'The provider of this mailbox must be asked again: authorise.',
  refused: 'The mail server refused what was asked.',
  protocol: 'The mail server answered something that is not understood.',
  closed: 'The connection to the mail server was lost.',
}

function explain(error: unknown): { code: string; sentence: string } {
  if (!(error instanceof MailServerError)) {
    return { code: 'internal', sentence: 'Levee could not store the mail; the log says why.' }
  }
  const detail = error.message.replaceAll(/\s+/g, ' ').slice(0, 300)
  return { code: error.code, sentence: `${SENTENCES[error.code]} (${detail})` }
}
