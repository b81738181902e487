import { addressDomain } from '../messages/address.ts'
import { isPublicMailDomain } from '../threading/public-mail-domains.ts'
import { lookalike } from './lookalike.ts'
import { mixesScripts } from './scripts.ts'
import { addressesIn, nameKey, showsPerson } from './sender-names.ts'
import { strong, type TrustReason, weak } from './trust.ts'
import type {
  JudgedMessage,
  KnownPeople,
  KnownSender,
  NameTools,
  SenderFlaw,
} from './trust-facts.ts'

/** So many messages make a correspondent known enough to be worth imitating. */
const KNOWN = 3

/** What speaks against the author being who they seem to be. */
export function senderReasons(
  message: JudgedMessage,
  known: KnownPeople,
  tools: NameTools,
): TrustReason[] {
  const { address } = message.from
  return [
    ...domainReasons(addressDomain(address), known, tools),
    ...nameReasons(message, known, tools),
    ...message.signs.flaws.map((flaw) => FLAWS[flaw](flaw, address)),
  ]
}

type Flaw = (code: SenderFlaw, evidence: string) => TrustReason

const FLAWS: Record<SenderFlaw, Flaw> = {
  severalAuthors: strong,
  malformedFrom: strong,
  encodedAddress: strong,
  bidiInName: strong,
  controlInName: strong,
  noAddress: weak,
  impossibleAddress: weak,
  addressLiteral: weak,
}

function domainReasons(domain: string, known: KnownPeople, tools: NameTools): TrustReason[] {
  if (domain === '') return []
  const readable = tools.readableDomain(domain)
  const imitation = imitatedDomain(domain, known, tools)
  if (imitation) return [imitation]
  if (known.isEstablished || isOwn(domain, known, tools)) return []
  const isInternational = /(?:^|\.)xn--/i.test(domain) || /[^\p{ASCII}]/u.test(domain)
  if (!isInternational) return []
  const isForged = readable
    .split('.')
    .some((label) => mixesScripts(label) || looksLatin(label, tools))
  return [
    (isForged ? strong : weak)(isForged ? 'mixedScriptDomain' : 'punycodeDomain', domain, {
      readable,
    }),
  ]
}

/** Letters of another script of which every one can be taken for a Latin one. */
function looksLatin(label: string, tools: NameTools): boolean {
  if (/^[\p{ASCII}\p{Script=Latin}]*$/u.test(label)) return false
  return /^[\p{ASCII}]+$/u.test(tools.skeleton(label.toLowerCase()))
}

/** The reason when a domain imitates one of ours, or that of somebody who writes to us. */
export function imitatedDomain(
  domain: string,
  known: Pick<KnownPeople, 'ownDomains' | 'messagesBefore' | 'isEstablished' | 'similar'>,
  tools: NameTools,
): TrustReason | undefined {
  const found = tools.readableDomain(domain)
  for (const own of known.ownDomains) {
    const kind = lookalike(domain, own, { tools, isOwn: true })
    if (kind) return strong('lookalikeDomain', domain, { usual: own, found, kind, whose: 'own' })
  }
  if (known.isEstablished) return undefined
  for (const sender of known.similar) {
    const usual = tools.registrableDomain(addressDomain(sender.address))
    const kind = usual && lookalike(domain, usual, { tools, isOwn: false })
    if (usual && kind && isKnown(sender, known))
      return strong('lookalikeDomain', domain, {
        usual,
        found,
        kind,
        whose: 'known',
        name: sender.name || usual,
      })
  }
  return undefined
}

function nameReasons(message: JudgedMessage, known: KnownPeople, tools: NameTools): TrustReason[] {
  const { name, address } = message.from
  const reasons: TrustReason[] = []
  const domain = tools.registrableDomain(addressDomain(address))
  const isForeign = !isOwn(addressDomain(address), known, tools)
  const shown = addressesIn(name).find(
    (each) => tools.registrableDomain(addressDomain(each)) !== domain,
  )
  if (shown) reasons.push(strong('nameShowsAddress', shown, { name, address }))
  if (!isForeign || known.ownAddresses.includes(address.toLowerCase())) return reasons
  const colleague = known.staffNames.find((person) => showsPerson(name, person, tools))
  if (colleague) reasons.push(strong('colleagueName', address, { name: colleague }))
  const imitated = !known.isEstablished && imitatedSender(message, known, tools)
  if (imitated) reasons.push(nameOfKnown(imitated, message))
  return reasons
}

function imitatedSender(
  { from }: JudgedMessage,
  known: KnownPeople,
  tools: NameTools,
): KnownSender | undefined {
  const key = nameKey(from.name, tools)
  const domain = tools.registrableDomain(addressDomain(from.address))
  return known.similar.find(
    (sender) =>
      key !== '' &&
      isKnown(sender, known) &&
      nameKey(sender.name, tools) === key &&
      tools.registrableDomain(addressDomain(sender.address)) !== domain,
  )
}

/** Whether somebody is known well enough to be imitated, and better than the one who may imitate them. */
function isKnown(
  { messages }: KnownSender,
  { messagesBefore }: Pick<KnownPeople, 'messagesBefore'>,
): boolean {
  return messages >= KNOWN && messages > messagesBefore
}

/** People have several boxes; who writes from a domain of their own and then from elsewhere is worth a look. */
function nameOfKnown(sender: KnownSender, { from }: JudgedMessage): TrustReason {
  const isPrivate = isPublicMailDomain(addressDomain(sender.address))
  return (isPrivate ? weak : strong)('knownName', from.address, {
    name: from.name,
    usual: sender.address,
    messages: String(sender.messages),
    since: sender.firstAt.toISOString(),
  })
}

/** Whether an address domain is one of the organisation's, or below one. */
export function isOwn(
  domain: string,
  { ownDomains }: Pick<KnownPeople, 'ownDomains'>,
  tools: NameTools,
): boolean {
  const registrable = tools.registrableDomain(domain) ?? domain
  return ownDomains.some(
    (own) => own === registrable || domain === own || domain.endsWith(`.${own}`),
  )
}
