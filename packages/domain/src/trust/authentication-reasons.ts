import { addressDomain } from '../messages/address.ts'
import type { Authentication } from './authentication.ts'
import { isOwn } from './sender-reasons.ts'
import { strong, type TrustReason, weak } from './trust.ts'
import type { JudgedMessage, KnownPeople, NameTools } from './trust-facts.ts'

/** What the servers found out about the author. */
export function authenticationReasons(
  message: JudgedMessage,
  known: KnownPeople,
  tools: NameTools,
): TrustReason[] {
  const { authentication } = message
  const domain = addressDomain(message.from.address)
  if (authentication.dmarc === 'pass')
    return isVerified(message, tools) ? [weak('verified', domain, methods(authentication))] : []
  const isRefuted = ['fail', 'softfail'].includes(authentication.spf ?? '')
  const hasFailed = authentication.dmarc === 'fail' || isRefuted
  if (!hasFailed) return []
  if (isOwn(domain, known, tools))
    return [strong('ownDomainUnverified', domain, methods(authentication))]
  if (authentication.dmarc !== 'fail')
    return [weak('notAuthenticated', domain, methods(authentication))]
  const asksNothing = authentication.policy === 'none'
  return [(asksNothing ? weak : strong)('dmarcFail', domain, methods(authentication))]
}

/** Whether DMARC passed, for the author that is shown, and there is only one. */
export function isVerified(
  { from, authentication, signs, isHint }: JudgedMessage,
  tools: NameTools,
): boolean {
  if (authentication.dmarc !== 'pass' || isHint) return false
  if (signs.flaws.some((flaw) => flaw !== 'addressLiteral')) return false
  const { author } = authentication
  if (author === null) return true
  const plain = (domain: string): string => tools.readableDomain(domain).toLowerCase()
  return plain(author) === plain(addressDomain(from.address))
}

/** Whether the author's domain asks that such a message be kept from readers (RFC 7489 §6.3). */
export function isRefused({ dmarc, policy }: Authentication): boolean {
  return dmarc === 'fail' && (policy === 'reject' || policy === 'quarantine')
}

function methods({
  spf,
  dkim,
  dmarc,
  arc,
  policy,
  source,
}: Authentication): Record<string, string> {
  const found = { spf, dkim, dmarc, arc, policy, source }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
}
