import { addressDomain, isSameAddress } from '../messages/address.ts'
import { fileDanger } from './dangerous-files.ts'
import { imitatedDomain } from './sender-reasons.ts'
import { strong, type TrustReason, weak } from './trust.ts'
import type { JudgedMessage, KnownPeople, NameTools } from './trust-facts.ts'

/** Where an answer would go instead. */
export function replyReasons(
  { from, replyTo, isList }: JudgedMessage,
  known: KnownPeople,
  tools: NameTools,
): TrustReason[] {
  const others = replyTo.filter(({ address }) => address && !isSameAddress(address, from.address))
  const [first] = others
  if (!first) return []
  const reasons: TrustReason[] = []
  const isOurs = known.ownAddresses.includes(first.address.toLowerCase())
  const domainOf = (address: string): string | null =>
    tools.registrableDomain(addressDomain(address))
  if (isOurs) reasons.push(weak('replyToOurselves', first.address))
  else if (!isList && domainOf(first.address) !== domainOf(from.address))
    reasons.push(weak('replyToElsewhere', first.address, { from: from.address }))
  if (others.length > 1)
    reasons.push(
      weak(
        'severalReplyTo',
        others
          .map(({ address }) => address)
          .slice(0, 5)
          .join(', '),
      ),
    )
  return reasons
}

/** Where links lead, and what is attached. */
export function contentReasons(
  message: JudgedMessage,
  known: KnownPeople,
  tools: NameTools,
): TrustReason[] {
  const { signs, isList, authentication, attachmentNames } = message
  const reasons: TrustReason[] = []
  const [link] = signs.deceptiveLinks
  const isCounted = isList && authentication.dmarc === 'pass' // newsletters count clicks on the way
  if (link) {
    const { shown, target } = link
    reasons.push((isCounted ? weak : strong)('linkElsewhere', target, { shown, target }))
  }
  for (const host of signs.linkHosts) {
    const imitation = imitatedDomain(host, { ...known, similar: [] }, tools)
    if (!imitation) continue
    reasons.push(strong('lookalikeLink', host, imitation.details))
    break
  }
  return [...reasons, ...fileReasons(attachmentNames), ...archiveReasons(signs.encryptedArchives)]
}

const FILES = {
  disguised: { rank: 0, make: strong, code: 'dangerousFile' },
  runs: { rank: 1, make: strong, code: 'dangerousFile' },
  page: { rank: 2, make: weak, code: 'dangerousFile' },
  macros: { rank: 3, make: weak, code: 'macroFile' },
} as const

/** The most dangerous file. */
function fileReasons(names: readonly string[]): TrustReason[] {
  const [worst] = names
    .flatMap((name) => {
      const danger = fileDanger(name)
      return danger ? [{ name, danger, ...FILES[danger] }] : []
    })
    .toSorted((one, other) => one.rank - other.rank)
  return worst ? [worst.make(worst.code, worst.name, { danger: worst.danger })] : []
}

function archiveReasons([name]: readonly string[]): TrustReason[] {
  return name === undefined ? [] : [weak('encryptedArchive', name)]
}
