import { addressDomain } from '../messages/address.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'

/** Why a sender may join a conversation. */
export type Belonging = 'participant' | 'organisation'

/**
 * Whether `address` is one of `people`, or works with one of them.
 * @param people addresses in lower case.
 * @returns undefined when neither.
 */
export function belongsTo(address: string, people: ReadonlySet<string>): Belonging | undefined {
  if (address === '') return undefined
  if (people.has(address)) return 'participant'
  const domain = addressDomain(address)
  if (domain === '' || isPublicMailDomain(domain)) return undefined
  for (const person of people) {
    if (isSameOrganisation(domain, addressDomain(person))) return 'organisation'
  }
  return undefined
}

/** Whether one domain is the other or lies below it: `voirie.ville.fr` and `ville.fr`. */
function isSameOrganisation(one: string, other: string): boolean {
  if (other === '' || isPublicMailDomain(other)) return false
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
}
