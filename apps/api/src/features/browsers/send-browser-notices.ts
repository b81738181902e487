import { inTransaction, sql } from '@levee/db'
import { type BrowserAnswer, tellBrowser, vapidKeys } from '@levee/mail'
import { openSecret } from '@levee/storage'
import { conversationPath } from '../../conversation-path.ts'
import type { Deps } from '../../deps.ts'
import { isSeenByUser } from '../conversations/access.ts'
import { afterQuietHours } from '../deadlines/service.ts'
import { noticeWords, type ToldKind } from './notice-words.ts'

type SendDeps = Pick<Deps, 'db' | 'keys' | 'config' | 'internet' | 'now'>

const BATCH = 20 // taken at a time, and sent side by side
const LEASE = 60_000 // ms after which what a program that died had taken is due again
const KEPT = 86_400 // seconds for a browser that is not there: what is older is no news
const MOST_ATTEMPTS = 8
const FIRST_PAUSE = 60_000 // ms, doubled each time
const LONGEST_PAUSE = 6 * 3_600_000

type Taken = { browserId: string; notificationId: string; attempts: number }
type Due = Taken &
  ToldKind & {
    endpoint: string
    p256dh: string
    authSecret: string
    showsSubject: boolean
    locale: 'fr' | 'en'
    conversationId: string
    reference: string | null
    subject: string
    isDeadline: boolean
    quietFrom: string
    quietTo: string
    timeZone: string
    mailbox: string
  }

/**
 * Tells browsers what is due: what nobody read meanwhile, after the quiet hours, and where the push service is in
 * trouble again later. Several processes may do so at once.
 * @returns how many were looked at.
 */
export async function sendBrowserNotices(deps: SendDeps): Promise<number> {
  let looked = 0
  for (;;) {
    const taken = await takeDue(deps)
    const due = await findDue(deps, taken)
    await Promise.all(
      taken.map((each) => {
        const found = due.find((one) => isSame(one, each))
        return found
          ? sendOne(deps, found)
          : settle(deps, each, { state: 'dropped', problem: null })
      }),
    )
    looked += taken.length
    if (taken.length < BATCH) return looked
  }
}

/** Puts off what is due before it is sent, so that nobody else sends it meanwhile. */
async function takeDue({ db, now }: SendDeps): Promise<Taken[]> {
  const at = now()
  return db.rows<Taken>(sql`
    update browser_notice w set attempts = attempts + 1, send_at = ${new Date(at.getTime() + LEASE)}
    from (select browser_id, notification_id from browser_notice
      where state = 'queued' and send_at <= ${at} order by send_at limit ${sql.integer(BATCH)}
      for update skip locked) as due
    where w.browser_id = due.browser_id and w.notification_id = due.notification_id
    returning w.browser_id as "browserId", w.notification_id as "notificationId", w.attempts`)
}

/** What was not read yet, of mail that its reader may still see. */
async function findDue({ db }: SendDeps, taken: readonly Taken[]): Promise<Due[]> {
  if (taken.length === 0) return []
  return db.rows<Due>(sql`
    select t."browserId", t."notificationId", t.attempts, b.endpoint, b.p256dh,
      encode(b.auth_secret, 'hex') as "authSecret", b.shows_subject as "showsSubject", u.locale,
      n.kind, n.topic, n.deadline_kind is not null as "isDeadline", c.id as "conversationId", c.reference,
      c.subject, coalesce(u.quiet_from, i.quiet_from) as "quietFrom",
      coalesce(u.quiet_to, i.quiet_to) as "quietTo", i.time_zone as "timeZone",
      (select address from mailbox order by created_at limit 1) as mailbox
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t("browserId" uuid, "notificationId" uuid, attempts int)
      join browser b on b.id = t."browserId" join notification n on n.id = t."notificationId"
      join conversation c on c.id = n.conversation_id join app_user u on u.id = b.user_id and u.id = n.user_id
      cross join installation i
    where n.read_at is null and ${isSeenByUser(sql`u`, sql`c.mailbox_ids`)}`)
}

async function sendOne(deps: SendDeps, due: Due): Promise<void> {
  const now = deps.now()
  const sendAt = afterQuietHours(now, due, due.timeZone)
  if (sendAt > now) return putOff(deps, due, { sendAt, attempts: due.attempts - 1, problem: null })
  const { publicUrl, allowPrivateNetwork } = deps.config
  const answer = await tellBrowser(
    {
      endpoint: due.endpoint,
      p256dh: due.p256dh,
      auth: openSecret(deps.keys.secrets, Buffer.from(due.authSecret, 'hex')),
    },
    {
      payload: payloadOf(due),
      keepFor: KEPT,
      urgency: due.isDeadline ? 'high' : 'normal',
      topic: due.notificationId.replaceAll('-', ''),
    },
    {
      keys: vapidKeys(deps.keys.browsers),
      contact: publicUrl?.startsWith('https:') ? publicUrl : `mailto:${due.mailbox}`,
      allowPrivateNetwork,
      dialer: deps.internet,
    },
  )
  await afterAnswer(deps, due, answer)
}

/** What the service worker of the web shows, and opens. */
function payloadOf(due: Due): string {
  const path = conversationPath(due.conversationId, due.reference)
  return JSON.stringify({
    id: due.notificationId,
    ...noticeWords(due, due),
    lang: due.locale,
    path,
  })
}

async function afterAnswer(deps: SendDeps, due: Due, answer: BrowserAnswer): Promise<void> {
  const { browserId, attempts } = due
  if (answer.is === 'gone')
    return void (await deps.db.run(sql`delete from browser where id = ${browserId}`))
  if (answer.is === 'later' && attempts < MOST_ATTEMPTS) {
    const pause = Math.max(answer.again ?? 0, FIRST_PAUSE * 2 ** (attempts - 1))
    const sendAt = new Date(deps.now().getTime() + Math.min(pause, LONGEST_PAUSE))
    return putOff(deps, due, { sendAt, attempts, problem: answer.said })
  }
  const problem = answer.is === 'taken' ? null : answer.said
  await settle(deps, due, { state: problem === null ? 'sent' : 'failed', problem })
}

async function putOff(
  { db }: SendDeps,
  { browserId, notificationId }: Taken,
  { sendAt, attempts, problem }: { sendAt: Date; attempts: number; problem: string | null },
): Promise<void> {
  await db.run(sql`
    update browser_notice set send_at = ${sendAt}, attempts = ${attempts}, problem = ${problem}
    where browser_id = ${browserId} and notification_id = ${notificationId}`)
}

type Settled = { state: 'sent' | 'failed' | 'dropped'; problem: string | null }

async function settle(
  { db, now }: SendDeps,
  { browserId, notificationId }: Taken,
  { state, problem }: Settled,
): Promise<void> {
  const at = now()
  await inTransaction(db, async (tx) => {
    await tx.run(sql`
      update browser_notice set state = ${state}, problem = ${problem},
        sent_at = ${state === 'sent' ? at : null}
      where browser_id = ${browserId} and notification_id = ${notificationId}`)
    if (state === 'dropped') return
    await tx.run(sql`
      update browser set problem = ${problem},
        last_told_at = case when ${state === 'sent'} then ${at} else last_told_at end
      where id = ${browserId}`)
  })
}

function isSame(one: Taken, other: Taken): boolean {
  return one.browserId === other.browserId && one.notificationId === other.notificationId
}
