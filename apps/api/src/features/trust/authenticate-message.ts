import { inTransaction, type Tx } from '@levee/db'
import {
  judgeTrust,
  NO_SIGNS,
  NOT_AUTHENTICATED,
  type Trust,
  type TrustLevel,
  weak,
} from '@levee/domain'
import { nameTools, verifyMessage } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { JobData } from '../../jobs.ts'
import { recordActivity } from '../activity/service.ts'
import { knownSenders, ownPeople, similarSenders } from './known-people.ts'
import { followTrust, type JudgedRow, judgedMessage, saveJudgement, trustOf } from './queries.ts'

type AuthenticateDeps = Pick<Deps, 'db' | 'blobs' | 'dns' | 'jobs' | 'now'>

/** Tries before a message stays as it is: with the pauses between them, two days without the DNS. */
const MOST_TRIES = 8
const FIRST_PAUSE = 60_000 // ms, three times as long after each try

/**
 * Verifies a message over the network, judges its sender with what is known by now, and shows it.
 * Where the DNS cannot be reached it is tried again later: that is nobody's fault.
 */
export async function authenticateMessage(
  { db, blobs, dns, jobs, now }: AuthenticateDeps,
  { messageId, tries = 1 }: JobData['authenticate'],
): Promise<void> {
  const message = await judgedMessage(db, messageId)
  if (!message) return
  const raw = await blobs.get(message.rawSha256)
  const { authentication, isComplete } = await verifyMessage(raw, {
    dns,
    authservId: message.authservId,
  })
  await inTransaction(db, async (tx) => {
    const current = await judgedMessage(tx, messageId)
    if (!current) return
    const suspicion = await settle(tx, { ...current, authentication })
    if (suspicion) await logSuspicion(tx, current.conversationId, suspicion, now())
    if (isComplete || tries >= MOST_TRIES) return
    const startAfter = new Date(now().getTime() + FIRST_PAUSE * 3 ** (tries - 1))
    await jobs.enqueue(tx, 'authenticate', { messageId, tries: tries + 1 }, { startAfter })
  })
}

/** Where suspicion begins or ends; undefined: it does neither. */
export type Suspicion = { before: { trust: TrustLevel }; after: { trust: TrustLevel } } | undefined

/** Judges a stored message anew and lets its conversation and the screens follow; the log is the caller's. */
export async function settle(tx: Tx, message: JudgedRow): Promise<Suspicion> {
  const { id, conversationId, authentication } = message
  await saveJudgement(tx, id, { ...(await judge(tx, message)), authentication })
  const before = await trustOf(tx, conversationId)
  const touched = await followTrust(tx, conversationId)
  if (!touched) return undefined
  const after = await trustOf(tx, conversationId)
  const { mailboxIds, revision } = touched
  await announceAll(tx, [
    { type: 'conversation.updated', conversationId, mailboxIds, revision },
    { type: 'counts' },
  ])
  if ((before === 'danger') === (after === 'danger')) return undefined
  return { before: { trust: before }, after: { trust: after } }
}

/** Suspicion stops clocks: the log says where it begins and ends. */
async function logSuspicion(
  tx: Tx,
  conversationId: string,
  suspicion: NonNullable<Suspicion>,
  at: Date,
): Promise<void> {
  await recordActivity(tx, { conversationId, actorId: null, kind: 'judged', ...suspicion, at })
}

async function judge(tx: Tx, message: JudgedRow): Promise<Trust> {
  const { from, receivedAt, authentication, authservId, isDeclared } = message
  const address = from.address.toLowerCase()
  const own = await ownPeople(tx)
  const sender = (await knownSenders(tx, [address])).get(address)
  const isKnown = sender !== undefined && sender.firstAt < receivedAt
  const isEstablished = sender?.isEstablished ?? false
  const trust = judgeTrust(
    {
      ...message,
      isList: message.automatic === 'list',
      signs: { ...NO_SIGNS, ...message.signs },
      authentication: authentication ?? NOT_AUTHENTICATED,
      isHint: authservId !== null && authentication?.source === 'levee',
    },
    {
      ...own,
      messagesBefore: isKnown ? sender.messages - 1 : 0,
      isEstablished,
      similar: isEstablished ? [] : await similarSenders(tx, from),
    },
    nameTools,
  )
  if (!isDeclared) return trust
  const level = trust.level === 'danger' ? 'unknown' : trust.level
  return { level, reasons: [weak('declaredLegitimate', from.address), ...trust.reasons] }
}
