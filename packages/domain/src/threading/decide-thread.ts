import { belongsTo } from './belongs-to.ts'
import {
  circleOf,
  type StoredMessage,
  type ThreadedMessage,
  type ThreadIndex,
} from './thread-index.ts'

/** How two messages are linked (RFC 5322 §3.6.4), strongest first. */
export type LinkRule = 'inReplyTo' | 'references' | 'returned' | 'answeredBy' | 'commonAncestor'

/** Why the sender was let in: who he is to the conversation. */
export type LinkBasis = 'participant' | 'organisation' | 'ours' | 'list' | 'returned'

/** Why a message is where it is; kept with it, to be shown. */
export type ThreadReason =
  | { rule: LinkRule; internetMessageId: string; basis: LinkBasis }
  | { rule: 'sameContent' }
  | { rule: 'none' }

export type ThreadDecision = {
  /** null: it starts a conversation. */
  conversationId: string | null
  /** Conversations that this message shows to be the same one: they arrived out of order. */
  alsoJoins: string[]
  reason: ThreadReason
  /** The conversation that it cites without its sender taking part there. */
  claims: string | null
  /** Conversations begun by messages that cite this one without their sender taking part here. */
  claimedBy: string[]
}

type Link = {
  rule: LinkRule
  internetMessageId: string
  conversationId: string
  from: StoredMessage
}
type Accepted = Link & { basis: LinkBasis }

const EARLIER: ReadonlySet<LinkRule> = new Set(['inReplyTo', 'references', 'returned'])

/**
 * Which conversation a message belongs to, and why. A Message-ID only links: it is never an identity,
 * so that two mails with the same one stay apart.
 */
export function decideThread(message: ThreadedMessage, index: ThreadIndex): ThreadDecision {
  const accepted: Accepted[] = []
  const refused: Link[] = []
  for (const link of linksOf(message, index)) {
    const basis = basisOf(link, message, index)
    if (basis) accepted.push({ ...link, basis })
    else refused.push(link)
  }
  const [first] = accepted
  const joined = new Set(accepted.map((link) => link.conversationId))
  if (first) {
    joined.delete(first.conversationId)
    for (const other of joined) {
      if (isApart(first.conversationId, other, index)) joined.delete(other)
    }
  }
  const apart = refused.filter(
    ({ conversationId }) => conversationId !== first?.conversationId && !joined.has(conversationId),
  )
  return {
    conversationId: first?.conversationId ?? null,
    alsoJoins: [...joined],
    reason: first
      ? { rule: first.rule, internetMessageId: first.internetMessageId, basis: first.basis }
      : { rule: 'none' },
    claims: first ? null : (apart.find(({ rule }) => EARLIER.has(rule))?.conversationId ?? null),
    claimedBy: [
      ...new Set(apart.filter(({ rule }) => rule === 'answeredBy').map((l) => l.conversationId)),
    ],
  }
}

function isApart(one: string, other: string, index: ThreadIndex): boolean {
  const [here, there] = [index.circle(one), index.circle(other)]
  if (here.claims === other || there.claims === one) return true
  const separates = (ids: ReadonlySet<string>, id: string): boolean =>
    [...ids].some((each) => index.resolve(each) === id)
  return separates(here.apart, other) || separates(there.apart, one)
}

function linksOf(message: ThreadedMessage, index: ThreadIndex): Link[] {
  const own = message.internetMessageId
  const isOther = (id: string): boolean => id !== own
  const links: Link[] = []
  const cite = (rule: LinkRule, ids: readonly string[]): void => {
    for (const id of ids.filter(isOther)) {
      const bearers = index.bearing(id)
      links.push(
        ...(bearers.length > 0 ? one(rule, id, bearers) : signed(rule, id, message, index)),
      )
    }
  }
  cite('inReplyTo', message.inReplyTo)
  cite('references', message.references.toReversed())
  cite('returned', message.returned)
  // a Message-ID that a stored message bears already is spoken for: its answers belong there
  if (own && index.bearing(own).length === 0) links.push(...every('answeredBy', own, index))
  const cited = new Set([...message.inReplyTo, ...message.references, ...message.returned])
  for (const id of cited) {
    if (isOther(id) && index.bearing(id).length === 0)
      links.push(...every('commonAncestor', id, index))
  }
  return links
}

/** Several messages may bear one Message-ID; an answer to it belongs to the first of their conversations. */
function one(rule: LinkRule, id: string, bearers: readonly StoredMessage[]): Link[] {
  const [from] = bearers
  return from ? [linkTo(rule, id, from)] : []
}

/** A mail of ours that we no longer hold: its id says itself where it belongs. */
function signed(
  rule: LinkRule,
  id: string,
  { named }: ThreadedMessage,
  index: ThreadIndex,
): Link[] {
  const conversation = named.get(id)
  if (conversation === undefined) return []
  const conversationId = index.resolve(conversation)
  const from = { conversationId, internetMessageId: id, cites: [], sender: '', isOutgoing: true }
  return [linkTo(rule, id, from)]
}

function every(rule: LinkRule, id: string, index: ThreadIndex): Link[] {
  return index.citing(id).map((from) => linkTo(rule, id, from))
}

function linkTo(rule: LinkRule, internetMessageId: string, from: StoredMessage): Link {
  return { rule, internetMessageId, conversationId: from.conversationId, from }
}

/** Why the two ends of a link may be in one conversation; undefined: a stranger only claims it. */
function basisOf(link: Link, message: ThreadedMessage, index: ThreadIndex): LinkBasis | undefined {
  if (message.isOurs) return 'ours'
  if (link.rule === 'returned' && link.from.isOutgoing) return 'returned'
  const there = index.circle(link.conversationId)
  const belonging = belongsTo(message.sender, there.people)
  if (belonging) return belonging
  if (message.lists.some((address) => there.lists.has(address))) return 'list'
  if (EARLIER.has(link.rule)) return undefined
  // the link points the other way: the message that arrived first must have been let in here
  if (link.from.isOutgoing) return 'ours'
  return belongsTo(link.from.sender, circleOf(message).people)
}
