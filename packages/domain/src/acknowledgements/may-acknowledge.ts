import type { Status } from '../conversations/status.ts'
import type { Automatic } from '../intake/automatic.ts'
import { type Address, isSameAddress } from '../messages/address.ts'
import { isSendableAddress } from '../replies/sendable-address.ts'
import type { TrustLevel } from '../trust/trust.ts'

/** What decides whether a machine may answer a mail by itself. */
export type AcknowledgementFacts = {
  automatic: Automatic
  isNewsletter: boolean
  sender: Address
  /** To whom an answer would go, when that is somebody else. */
  replyTo: readonly Address[]
  /** Of our mailboxes. */
  ownAddresses: readonly string[]
  trust: TrustLevel
  status: Status
  isRegistered: boolean
  /** Mail that was there before Levee was. */
  isImported: boolean
  /** Whether somebody here has answered already. */
  isAnswered: boolean
  receivedAt: Date
  /** When this address last got an automatic answer, from whatever mailbox. */
  lastAt: Date | null
  /** Whether all automatic answers are stopped. */
  isStopped: boolean
  now: Date
}

/** Why a machine does not answer; `stopped` and `suspicious` answers are held back and may go later. */
export type NotAcknowledged =
  | 'robot'
  | 'list'
  | 'newsletter'
  | 'spam'
  | 'notRegistered'
  | 'imported'
  | 'own'
  | 'noAddress'
  | 'robotAddress'
  | 'replyElsewhere'
  | 'answered'
  | 'late'
  | 'suspicious'
  | 'stopped'
  | 'today'

export type AcknowledgementDecision =
  | { verdict: 'yes' }
  | { verdict: 'held'; reason: 'suspicious' | 'stopped' }
  | { verdict: 'no'; reason: NotAcknowledged }

const HOUR = 3_600_000 // ms
/** An address gets one automatic answer in so long, whatever it writes. */
export const ACKNOWLEDGED_FOR = 24 * HOUR
/** Whoever wrote longer ago would take it for the answer. */
const LATEST = 72 * HOUR

/** Addresses that nobody reads, or that pass on to many (RFC 3834 §2). */
const ROBOT =
  /^(?:no-?_?reply|do-?_?not-?_?reply|ne-?_?pas-?_?repondre|nepasrepondre|noreponse|mailer-daemon|postmaster|listserv|majordomo|bounces?|owner-.*|.*-(?:owner|request|bounces?|relay))(?:[+=].*)?$/iu

/**
 * Whether an arriving mail may be answered by a machine (RFC 3834 §2): never what no single person wrote to us, never
 * twice a day to an address, never where it is doubtful from whom it is.
 */
export function mayAcknowledge(facts: AcknowledgementFacts): AcknowledgementDecision {
  const reason = whyNot(facts)
  if (reason) return { verdict: 'no', reason }
  if (facts.trust === 'danger') return { verdict: 'held', reason: 'suspicious' }
  return facts.isStopped ? { verdict: 'held', reason: 'stopped' } : { verdict: 'yes' }
}

/** Whether so many automatic answers in a short time are a storm. @param most in that time. */
export function isStorm(sent: number, most: number): boolean {
  return sent >= most
}

function whyNot(facts: AcknowledgementFacts): NotAcknowledged | null {
  const { sender, automatic, receivedAt, lastAt, now } = facts
  if (facts.status === 'spam') return 'spam'
  if (automatic === 'list') return 'list'
  if (automatic === 'newsletter' || facts.isNewsletter) return 'newsletter'
  if (automatic !== 'no') return 'robot'
  if (!isSendableAddress(sender.address)) return 'noAddress'
  if (isOurs(facts, sender.address)) return 'own'
  if (isRobotAddress(sender.address)) return 'robotAddress'
  if (facts.isImported) return 'imported'
  if (!facts.isRegistered) return 'notRegistered'
  if (facts.replyTo.some(({ address }) => !isSameDomain(address, sender.address)))
    return 'replyElsewhere'
  if (facts.isAnswered) return 'answered'
  if (now.getTime() - receivedAt.getTime() > LATEST) return 'late'
  return lastAt !== null && now.getTime() - lastAt.getTime() < ACKNOWLEDGED_FOR ? 'today' : null
}

function isOurs({ ownAddresses }: AcknowledgementFacts, address: string): boolean {
  const plain = address.replace(/\+[^@]*@/u, '@')
  return ownAddresses.some((own) => isSameAddress(own, address) || isSameAddress(own, plain))
}

function isRobotAddress(address: string): boolean {
  return ROBOT.test(address.slice(0, address.lastIndexOf('@')))
}

/** Whoever can have answers sent elsewhere can make us write to somebody who never wrote to us. */
function isSameDomain(one: string, other: string): boolean {
  return domainOf(one) === domainOf(other)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
