import { type Authentication, dmarcPolicy, type Verdict } from '@levee/domain'
import { authenticate } from 'mailauth'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { addressList } from '../mime/address-list.ts'
import { headerBlock } from '../mime/header-fields.ts'
import type { Header } from '../mime/header-fields.ts'
import type { DnsLookup } from './dns-resolver.ts'
import type { MailClient } from './mail-client.ts'

/** What is known of a message besides its bytes. `sender`: MAIL FROM, '' when it is empty or not known. */
export type Handover = {
  headers: readonly Header[]
  client: MailClient | undefined
  sender: string
  resolver: DnsLookup
}

/** Signatures of a message that are looked at, and ARC sets (RFC 8617 §4.2.1): real mail has a handful. */
const MOST = { 'dkim-signature': 20, 'arc-seal': 50, 'arc-message-signature': 50 }

/** Lines of a header: real ones have some hundred, and mailauth takes the square of their number to join folded ones. */
const MOST_LINES = 5_000
const LF = 0x0a

/** SPF, DKIM, DMARC and ARC of a message, as they stand in the DNS now. Without a client, SPF is `none`. */
export async function computeAuthentication(
  raw: Buffer,
  { headers, client, sender, resolver }: Handover,
): Promise<Authentication> {
  const isTrap =
    hasManyLines(raw) || Object.entries(MOST).some(([name, most]) => count(headers, name) > most)
  const source = isTrap ? withoutSignatures(headers) : isSigned(headers) ? raw : headerOf(raw)
  const { spf, dkim, dmarc, arc } = await authenticate(Readable.from(pieces(source)), {
    ...(client && { ip: client.address, ...(client.helo && { helo: client.helo }) }),
    sender,
    resolver,
    strict: true, // as the RFCs say: what is lenient with signatures is lenient with forgers
    disableBimi: true,
    mta: 'levee',
  })
  const spfVerdict = client ? verdict(spf && spf.status.result) : 'none'
  return {
    spf: spfVerdict,
    dkim: isTrap ? 'permerror' : dkimVerdict(dkim.results.map(({ status }) => status.result)),
    dmarc: dmarcVerdict(verdict(dmarc && dmarc.status.result), client ? spfVerdict : null),
    arc: isTrap ? 'permerror' : verdict(arc && arc.status.result),
    author: authorDomain(headers),
    policy: dmarc ? dmarcPolicy(dmarc.policy) : null,
    source: 'levee',
  }
}

/** The domain of the first author, in lower case; null when there is none. */
export function authorDomain(headers: readonly Header[]): string | null {
  const from = headers
    .filter(({ name }) => name.toLowerCase() === 'from')
    .flatMap(({ value }) => addressList(value))
    .find(({ address }) => address)
  return from?.address.split('@')[1]?.toLowerCase() || null
}

/** mailauth's words in those of RFC 8601. */
function verdict(result: string | undefined | false): string {
  return result === 'temperr' ? 'temperror' : result || 'none'
}

/** One signature that holds is enough (RFC 6376 §4.2); mailauth calls a bad body hash `neutral`. */
function dkimVerdict(results: readonly string[]): string {
  const words = results.map((result) => (result === 'neutral' ? 'fail' : verdict(result)))
  return ['pass', 'temperror'].find((word) => words.includes(word)) ?? words[0] ?? 'none'
}

/**
 * Where the client is not known (`spf` null) or could not be looked up, SPF might have passed: that is
 * no failure of DMARC.
 */
function dmarcVerdict(word: string, spf: Verdict): string {
  if (word !== 'fail' || (spf !== null && spf !== 'temperror')) return word
  return spf ?? 'none'
}

function count(headers: readonly Header[], name: string): number {
  return headers.filter((header) => header.name.toLowerCase() === name).length
}

/** Whether the header has more lines than real ones, or does not end where it is looked for. */
function hasManyLines(raw: Buffer): boolean {
  const { bodyStart, isCut } = headerBlock(raw)
  let lines = 0
  for (let at = raw.indexOf(LF); at >= 0 && at < bodyStart; at = raw.indexOf(LF, at + 1))
    if (++lines > MOST_LINES) return true
  return isCut
}

/** A header with hundreds of signatures is a trap: who the author is can be looked up without them. */
function withoutSignatures(headers: readonly Header[]): Buffer {
  const kept = headers.filter(({ name }) => name.toLowerCase() === 'from')
  return Buffer.from(`${kept.map(({ name, value }) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`)
}

/** Whether anything was signed that is to be hashed. */
function isSigned(headers: readonly Header[]): boolean {
  return Object.keys(MOST).some((name) => count(headers, name) > 0)
}

function headerOf(raw: Buffer): Buffer {
  return raw.subarray(0, headerBlock(raw).bodyStart)
}

/** In pieces, between which other work gets its turn while a large message is hashed. */
async function* pieces(raw: Buffer): AsyncGenerator<Buffer> {
  const length = 65_536 // bytes
  for (let at = 0; at < raw.length; at += length) {
    if (at > 0) await setImmediate()
    yield raw.subarray(at, at + length)
  }
}
