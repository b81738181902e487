import { join } from 'node:path'
import { inTransaction, sql } from '@levee/db'
import {
  composeMessage,
  type EndClearance,
  MailServerError,
  type Security,
  sendMessage,
  type SmtpAccount,
} from '@levee/mail'
import { type Marks, openMarks, openSecret } from '@levee/storage'
import type { Deps } from '../../../deps.ts'
import type { JobData } from '../../../jobs.ts'
import { withToken } from '../../oauth/service.ts'
import { announceNotice } from './unsent-notices.ts'

type NoticeRow = {
  id: string
  mailboxId: string
  from: string
  organisation: string
  address: string
  subject: string
  text: string
  path: string | null
  state: 'queued' | 'sending' | 'sent' | 'failed'
  createdAt: Date
  attempts: number
  host: string | null
  port: number
  security: Security
  username: string | null
  secret: string | null
  usesOauth: boolean
}

const MOST_ATTEMPTS = 8
const UNKNOWN = 'It may have been sent: the program ended before the mail server confirmed it.'
const WITHOUT_SERVER = 'Its mailbox has no outgoing server any more.'

/** The job that sends one notice, once: what a run that died may have sent is not sent a second time. */
export async function sendNotice(deps: Deps, { noticeId }: JobData['notify']): Promise<void> {
  const notice = await findNotice(deps, noticeId)
  if (notice?.state === 'sending')
    await fail(deps, noticeId, { from: 'sending', problem: UNKNOWN, isUncertain: true })
  if (notice?.state === 'queued') await sendOnce(deps, notice)
}

const PATIENCE = 5_000 // ms: until then the queue's worker, which is told at once, has sent it
const LONGEST_SENDING = 15 * 60_000 // ms: longer than a mail server may take to answer (RFC 5321 §4.5.3.2.6)
const MOST_STALLED = 20 // at a time: what else is watched over waits meanwhile

/**
 * Sends what is due and was not sent, without waiting until the queue misses a worker that died with it: a reminder
 * would come too late. Whoever claims a notice first sends it, the job or this. What nobody says any more that
 * they are sending has failed.
 */
export async function sendStalledNotices(deps: Deps): Promise<void> {
  const before = (ms: number): Date => new Date(deps.now().getTime() - ms)
  const stalled = await deps.db.rows<{ id: string; state: 'queued' | 'sending' }>(sql`
    (select id, state, send_at from notice where state = 'queued' and send_at <= ${before(PATIENCE)}
      order by send_at limit ${sql.integer(MOST_STALLED)})
    union all
    (select id, state, send_at from notice where state = 'sending' and send_at <= ${before(LONGEST_SENDING)}
      order by send_at limit ${sql.integer(MOST_STALLED)})`)
  for (const { id, state } of stalled) {
    if (state === 'sending') await sendNotice(deps, { noticeId: id })
    const notice = state === 'queued' ? await findNotice(deps, id) : undefined
    if (notice?.state === 'queued') await sendOnce(deps, notice)
  }
}

/**
 * Claims the notice when the mail server has all of it but its end, and not before: of a worker that dies until
 * then another one sends it. Several may get that far; one of them sends. From when the end is given to the
 * server's answer it is not known whether it was sent.
 */
async function sendOnce(deps: Deps, notice: NoticeRow): Promise<void> {
  const { id, host } = notice
  if (host === null)
    return fail(deps, id, { from: 'queued', problem: WITHOUT_SERVER, isUncertain: false })
  const claim: Claim = { state: 'open', ended: Promise.resolve() }
  const beforeEnd = (): Promise<EndClearance> => claimNotice(deps, id, claim)
  try {
    await transmit(deps, { ...notice, host }, beforeEnd).finally(() => claim.ended)
    await recordSent(deps, id)
  } catch (error) {
    if (claim.state === 'lost') return
    const from = claim.state === 'given' ? 'sending' : 'queued'
    if (claim.state === 'marked')
      await fail(deps, id, { from, problem: UNKNOWN, isUncertain: true })
    else if (error instanceof MailServerError) await afterFailure(deps, notice, { error, from })
    else throw error
  }
}

/** What a run knows: nothing yet, another one sends it, one that died gave its end, or this one did. */
type Claim = {
  state: 'open' | 'lost' | 'marked' | 'given'
  /** Until the database knows. */
  ended: Promise<unknown>
}

/**
 * Its end may be given once this resolves: until that is written down its row is locked. A mark in the data directory
 * says so in the same moment, the database right after: a word to the database wakes it, it may take the processor,
 * and a worker that is killed then would have claimed what it never sent.
 */
async function claimNotice(deps: Deps, id: string, claim: Claim): Promise<EndClearance> {
  const marks = marksOf(deps)
  const isCleared = Promise.withResolvers<void>()
  const isGiven = Promise.withResolvers<boolean>()
  claim.ended = inTransaction(deps.db, async (tx) => {
    const open = await tx.row(
      sql`select from notice where id = ${id} and state = 'queued' for update`,
    )
    if (!open || marks.has(id)) {
      claim.state = open ? 'marked' : 'lost'
      throw new Error('Somebody else sends this notice.')
    }
    isCleared.resolve()
    const wasGiven = await isGiven.promise
    if (wasGiven)
      await tx.run(
        sql`update notice set state = 'sending', send_at = ${deps.now()} where id = ${id}`,
      )
    return wasGiven
  }).then((wasGiven) => wasGiven && marks.remove(id))
  claim.ended.catch(isCleared.reject)
  await isCleared.promise
  return {
    given() {
      marks.make(id)
      claim.state = 'given'
      isGiven.resolve(true)
    },
    async notGiven() {
      isGiven.resolve(false)
      await claim.ended
    },
  }
}

/** Notices whose end was given by somebody who did not come to write that down, by their ids. */
function marksOf({ config }: Deps): Marks {
  return openMarks(join(config.dataDir, 'sending'))
}

async function findNotice({ db }: Deps, id: string): Promise<NoticeRow | undefined> {
  return db.row<NoticeRow>(sql`
    select n.id, n.mailbox_id as "mailboxId", m.address as "from", i.organisation, n.address, n.subject,
      n.text, n.path, n.state, n.created_at as "createdAt", n.attempts, m.outgoing_host as host,
      m.outgoing_port as port, m.outgoing_security as security, m.outgoing_username as username,
      encode(m.outgoing_secret, 'hex') as secret, m.uses_oauth as "usesOauth"
    from notice n join mailbox m on m.id = n.mailbox_id cross join installation i where n.id = ${id}`)
}

async function transmit(
  deps: Deps,
  notice: NoticeRow & { host: string },
  beforeEnd: () => Promise<EndClearance>,
): Promise<void> {
  const { address, from, username, secret } = notice
  const account: SmtpAccount = {
    host: notice.host,
    port: notice.port,
    security: notice.security,
    ...(username !== null && { username }),
    ...(secret !== null && { password: openSecret(deps.keys.secrets, Buffer.from(secret, 'hex')) }),
  }
  const raw = await composeMessage({
    from: { name: notice.organisation, address: from },
    to: [{ name: '', address }],
    cc: [],
    bcc: [],
    subject: notice.subject,
    text: notice.text + linkTo(notice.path, deps.config.publicUrl),
    attachments: [],
    internetMessageId: `${notice.id}@${from.slice(from.lastIndexOf('@') + 1)}`,
    references: [],
    date: notice.createdAt,
    autoSubmitted: 'auto-generated',
  })
  const { allowPrivateNetwork } = deps.config
  const send = (login: { accessToken?: string }): Promise<unknown> =>
    sendMessage({ ...account, ...login }, { from, to: [address] }, raw, {
      allowPrivateNetwork,
      beforeEnd,
    })
  const needsToken = notice.usesOauth && username !== null && secret === null
  await (needsToken
    ? withToken(deps, notice.mailboxId, (accessToken) => send({ accessToken }))
    : send({}))
}

/** Nothing where nobody said under which address people reach this installation. */
function linkTo(path: string | null, publicUrl: string | undefined): string {
  return path === null || publicUrl === undefined ? '' : `${publicUrl}${path}\n`
}

/** What another run does with the notice meanwhile is left as it is. */
async function afterFailure(
  deps: Deps,
  { id, attempts }: NoticeRow,
  { error, from }: { error: MailServerError; from: 'queued' | 'sending' },
): Promise<void> {
  const isLast = !error.retryable || error.uncertain || attempts + 1 >= MOST_ATTEMPTS
  if (isLast) return fail(deps, id, { from, problem: error.message, isUncertain: error.uncertain })
  const sendAt = new Date(deps.now().getTime() + 60_000 * 2 ** attempts)
  await inTransaction(deps.db, async (tx) => {
    const isOurs = await tx.run(sql`
      update notice set state = 'queued', attempts = ${attempts + 1}::int, send_at = ${sendAt}, problem = ${error.message}
      where id = ${id} and state = ${from} and attempts = ${attempts}::int`)
    if (isOurs > 0) await deps.jobs.enqueue(tx, 'notify', { noticeId: id }, { startAfter: sendAt })
  })
}

/** Also when it was taken for failed, or is to be sent again because it was. */
async function recordSent({ db, now }: Deps, id: string): Promise<void> {
  const sent = await db.row<{ hadFailed: boolean }>(sql`
    update notice set state = 'sent', problem = null, is_uncertain = false, attempts = notice.attempts + 1,
      sent_at = ${now()}
    from (select id, state from notice where id = ${id} for update) as before
    where notice.id = before.id and before.state <> 'sent' returning before.state = 'failed' as "hadFailed"`)
  if (sent?.hadFailed) await announceNotice(db, id)
}

async function fail(
  deps: Deps,
  id: string,
  {
    from,
    problem,
    isUncertain,
  }: { from: NoticeRow['state']; problem: string; isUncertain: boolean },
): Promise<void> {
  const hasFailed = await inTransaction(deps.db, async (tx) => {
    const failed = await tx.run(sql`
      update notice set state = 'failed', problem = ${problem}, is_uncertain = ${isUncertain},
        attempts = attempts + 1 where id = ${id} and state = ${from}`)
    if (failed > 0) await announceNotice(tx, id)
    return failed > 0
  })
  if (hasFailed) marksOf(deps).remove(id) // else it may be another run's by now
}
