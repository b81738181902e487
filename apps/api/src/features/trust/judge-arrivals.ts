import { type Queryable, sql } from '@levee/db'
import {
  type Address,
  type Authentication,
  judgeTrust,
  type KnownSender,
  type MessageSigns,
  NOT_AUTHENTICATED,
  type Trust,
} from '@levee/domain'
import { type Header, nameTools, trustedResults } from '@levee/mail'
import { knownSenders, ownPeople, similarSenders } from './known-people.ts'

/** A message from outside that is about to be stored. */
export type Arrival = {
  id: string
  from: Address
  replyTo: Address[]
  attachments: readonly { name: string }[]
  automatic: string
  signs: MessageSigns
  headers: Header[]
  receivedAt: Date
}

/**
 * What can be said of it without the network; `authentication` null: its server did not say. `isFinal`:
 * there is nothing to look up, or to compare at leisure.
 */
export type Judgement = Trust & { authentication: Authentication | null; isFinal: boolean }

/** So many new senders are compared with those who are known while their mail is stored; of more, later. */
const COMPARED_AT_ONCE = 3

/** Judges messages by what they show and by the word of their mailbox's own server. */
export async function judgeArrivals(
  tx: Queryable,
  mailboxId: string,
  arrivals: readonly Arrival[],
): Promise<Map<string, Judgement>> {
  if (arrivals.length === 0) return new Map()
  const [mailbox, own, senders] = await Promise.all([
    tx.row<{ authservId: string | null }>(sql`
      select authserv_id as "authservId" from mailbox where id = ${mailboxId}`),
    ownPeople(tx),
    knownSenders(tx, [...new Set(arrivals.map(addressOf))]),
  ])
  const authservId = mailbox?.authservId ?? null
  const isNew = (arrival: Arrival): boolean =>
    !(senders.get(addressOf(arrival))?.isEstablished ?? false)
  const isCompared = arrivals.filter(isNew).length <= COMPARED_AT_ONCE
  const judgements = new Map<string, Judgement>()
  for (const arrival of arrivals) {
    const authentication =
      authservId === null ? undefined : trustedResults(arrival.headers, authservId)
    const similar = isCompared && isNew(arrival) ? await similarSenders(tx, arrival.from) : []
    const trust = judgeTrust(
      {
        ...arrival,
        attachmentNames: arrival.attachments.map(({ name }) => name),
        isList: arrival.automatic === 'list',
        authentication: authentication ?? NOT_AUTHENTICATED,
        isHint: false,
      },
      {
        ...own,
        messagesBefore: messagesBefore(arrival, senders, arrivals),
        isEstablished: !isNew(arrival),
        similar,
      },
      nameTools,
    )
    const isPolicyKnown = authentication?.dmarc !== 'fail' || authentication.policy !== null
    judgements.set(arrival.id, {
      ...trust,
      authentication: authentication ?? null,
      isFinal: authentication !== undefined && isPolicyKnown && (isCompared || !isNew(arrival)),
    })
  }
  return judgements
}

function addressOf({ from }: Pick<Arrival, 'from'>): string {
  return from.address.toLowerCase()
}

function messagesBefore(
  arrival: Arrival,
  senders: ReadonlyMap<string, KnownSender>,
  arrivals: readonly Arrival[],
): number {
  const known = senders.get(addressOf(arrival))
  if (known && known.firstAt <= arrival.receivedAt) return known.messages
  return arrivals.filter(
    (other) => addressOf(other) === addressOf(arrival) && other.receivedAt < arrival.receivedAt,
  ).length
}
