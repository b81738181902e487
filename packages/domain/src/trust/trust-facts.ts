import type { Address } from '../messages/address.ts'
import type { Authentication } from './authentication.ts'

/** What is odd about the author fields of a message, as its reader saw them. */
export type SenderFlaw =
  | 'severalAuthors'
  | 'malformedFrom'
  | 'encodedAddress'
  | 'bidiInName'
  | 'controlInName'
  | 'noAddress'
  | 'impossibleAddress'
  | 'addressLiteral'

/** A link whose text names another place than it leads to. */
export type DeceptiveLink = { shown: string; target: string }

/** What a message shows of where it comes from and leads to. Nothing of it needs the network. */
export type MessageSigns = {
  flaws: SenderFlaw[]
  /** Hosts that its links lead to, in lower case and in ASCII. */
  linkHosts: string[]
  deceptiveLinks: DeceptiveLink[]
  /** Names of archives that nobody can look into. */
  encryptedArchives: string[]
  /** Where the message came from at SMTP's level (Return-Path), in lower case; null when it is not said. */
  envelopeFrom: string | null
}

/** Nothing was seen. */
export const NO_SIGNS: MessageSigns = {
  flaws: [],
  linkHosts: [],
  deceptiveLinks: [],
  encryptedArchives: [],
  envelopeFrom: null,
}

/** A message whose sender is judged. */
export type JudgedMessage = {
  from: Address
  replyTo: readonly Address[]
  attachmentNames: readonly string[]
  /** Whether it came through a list or as a newsletter: there, some oddities are the rule. */
  isList: boolean
  signs: MessageSigns
  authentication: Authentication
  /** Whether its mailbox's server should have found this and did not: then what we found verifies nobody. */
  isHint: boolean
}

/** Somebody who wrote before: how often, since when, under which name. */
export type KnownSender = { address: string; name: string; messages: number; firstAt: Date }

/** So many messages make a correspondent their own: whoever imitates is found out earlier. */
export const ESTABLISHED = 10

/** What the organisation knows. */
export type KnownPeople = {
  /** Domains of its mailboxes and staff, that it shares with nobody. */
  ownDomains: readonly string[]
  /** Addresses of its mailboxes and staff, in lower case. */
  ownAddresses: readonly string[]
  staffNames: readonly string[]
  /** Messages from this very address before this one. */
  messagesBefore: number
  /** Whether it has written so often, or was declared legitimate, that it imitates nobody. */
  isEstablished: boolean
  /** Correspondents whose domain or name could be meant to be seen instead of this one's. */
  similar: readonly KnownSender[]
}

/** What names look like and belong to; libraries know it, and the domain has none. */
export type NameTools = {
  /** `a.b.example.co.uk` is `example.co.uk`; null for what nobody registered. */
  registrableDomain: (host: string) => string | null
  /** What the eye sees of a text in lower case: the same for texts that can be taken for one another (UTS #39). */
  skeleton: (text: string) => string
  /** A domain in the letters that people read: punycode decoded (RFC 5891). */
  readableDomain: (domain: string) => string
}
