import { authenticationReasons, isRefused, isVerified } from './authentication-reasons.ts'
import { contentReasons, replyReasons } from './content-reasons.ts'
import { senderReasons } from './sender-reasons.ts'
import { type Trust, type TrustLevel, weak } from './trust.ts'
import type { JudgedMessage, KnownPeople, NameTools } from './trust-facts.ts'

/** So many strong reasons make danger: one alone also happens in good faith. */
const DANGER = 2

/**
 * Whom a message really comes from, as far as can be told, and why. Danger are two strong reasons, or
 * mail of a domain that asks to refuse what it did not send. A sender who was never seen before is
 * `first`, verified or not. Verified is only a single author for whom DMARC passed, and against whose
 * name and domain nothing speaks.
 */
export function judgeTrust(message: JudgedMessage, known: KnownPeople, tools: NameTools): Trust {
  const aboutSender = senderReasons(message, known, tools)
  const isFirst = message.from.address !== '' && known.messagesBefore === 0
  const reasons = [
    ...aboutSender,
    ...authenticationReasons(message, known, tools),
    ...replyReasons(message, known, tools),
    ...contentReasons(message, known, tools),
    ...(isFirst ? [weak('firstMessage', message.from.address)] : []),
  ]
  const strongOnes = reasons.filter(({ strength }) => strength === 'strong')
  const isDanger = strongOnes.length >= DANGER || isRefused(message.authentication)
  const isClean = !aboutSender.some(({ strength }) => strength === 'strong')
  return {
    level: isDanger ? 'danger' : level(isFirst, isClean && isVerified(message, tools)),
    reasons: [...strongOnes, ...reasons.filter(({ strength }) => strength === 'weak')],
  }
}

function level(isFirst: boolean, isVerifiedSender: boolean): TrustLevel {
  if (isFirst) return 'first'
  return isVerifiedSender ? 'verified' : 'unknown'
}
