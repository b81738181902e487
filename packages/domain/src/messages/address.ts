/** A display name (empty when the mail gives none) and an addr-spec (RFC 5322 §3.4.1). */
export type Address = { name: string; address: string }

/** What a reader calls this person: the display name, or else the address. */
export function displayName({ name, address }: Address): string {
  return name.trim() || address
}

/** The person as one line for reading: `Ada Lovelace <ada@example.org>`, or the part that is known. */
export function formatAddress({ name, address }: Address): string {
  const shown = name.trim()
  if (!shown || shown === address) return address
  return address ? `${shown} <${address}>` : shown
}

/** The domain of an address in lower case, empty when there is none. */
export function addressDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1 || address.length).toLowerCase()
}

/** Whether two addresses reach the same box, as far as anybody can tell from outside. */
export function isSameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
