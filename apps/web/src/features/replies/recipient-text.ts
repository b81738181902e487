import { type Address, isSendableAddress } from '@levee/domain'

const NAMED = /^\s*(?<name>[^<>]*?)\s*<\s*(?<address>[^<>]*?)\s*>\s*$/u

/** A recipient as one writes it: the name in quotes where it would be read as several. */
export function writeRecipient({ name, address }: Address): string {
  if (name === '' || name === address) return address
  return /[",;<>@]/.test(name)
    ? `"${name.replaceAll('"', '')}" <${address}>`
    : `${name} <${address}>`
}

/** What was typed, in parts. */
export function readTyped(typed: string): Address {
  const { name, address } = NAMED.exec(typed)?.groups ?? { name: '', address: typed.trim() }
  return {
    name: (name ?? '').replace(/^"(.*)"$/u, '$1').trim(),
    address: (address ?? '').trim(),
  }
}

/** Whether mail can be sent there. */
export function isRecipient(typed: string): boolean {
  return isSendableAddress(readTyped(typed).address)
}

/** Splits at commas and semicolons, not at those inside quotes. */
export function splitRecipients(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,;\n"])+/g) ?? []).map((part) => part.trim()).filter(Boolean)
}
