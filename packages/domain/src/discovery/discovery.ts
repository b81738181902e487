/** How a mailbox is read from a server, or `push`: its mail is handed to us (LMTP, SMTP). */
export type ReadingProtocol = 'imap' | 'pop3'
export type IncomingProtocol = ReadingProtocol | 'push'

/** Who says so, the surest first: DNS SRV (RFC 6186), Mozilla autoconfig, our list by domain, our list by MX, a guess. */
export const DISCOVERY_SOURCES = ['srv', 'autoconfig', 'provider', 'mx', 'guess'] as const
export type DiscoverySource = (typeof DISCOVERY_SOURCES)[number]

/** What a server takes from whoever signs in. */
export type SignInMethod = 'password' | 'appPassword' | 'oauth'

/** A server and the user name that it probably knows. */
export type FoundServer = {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string
}

/** What one source says of one way to read a mailbox. */
export type Finding = {
  source: DiscoverySource
  protocol: ReadingProtocol
  incoming: FoundServer
  outgoing?: FoundServer
  authentication: SignInMethod
  /** The name of the provider, where it is known. */
  provider?: string
  /** The server has another owner than the address, as far as the names tell. */
  isElsewhere?: boolean
}

/** Why a candidate is good, or what to think of. */
export type AdviceCode =
  | 'severalReaders'
  | 'announcesMail'
  | 'keepsFolders'
  | 'resumesFast'
  | 'oneReader'
  | 'littleRoom'
  | 'keepsHistory'
  | 'onlyInbox'
  | 'ownServer'
  | 'weakerSenderChecks'
  | 'needsDelivery'
  | 'withoutTls'
  | 'startTls'
  | 'needsOauth'
  | 'needsAppPassword'
  | 'sourcesAgree'
  | 'sourcesDiffer'
  | 'guessed'
  | 'elsewhere'
  | 'noServer'
  | 'bridgeOnly'
  | 'mustBeAllowed'

/** One reason; `tone` says whether it speaks for something, tells something, or warns. */
export type Advice = { code: AdviceCode; tone: 'good' | 'info' | 'warn'; details: AdviceDetails }
export type AdviceDetails = Readonly<Record<string, string>>

/** How the mailbox is going to be used, as far as somebody said. */
export type MailboxUse = {
  /** Whether others read it too: people with webmail, phones, programs. Unsaid, a shared mailbox has several. */
  readers: 'several' | 'onlyLevee'
  /** How much room there is on the server. */
  room: 'enough' | 'little'
}

/** A way to read the mailbox, with all that speaks for and against it. */
export type Candidate = Finding & {
  /** Everybody who says so, `source` among them. */
  sources: DiscoverySource[]
  advice: Advice[]
}

/** How good a protocol is for this mailbox. */
export type ProtocolAdvice = {
  protocol: IncomingProtocol
  verdict: 'recommended' | 'possible' | 'fallback' | 'notOffered'
  advice: Advice[]
}

/** What was found out about an address. */
export type DiscoveryFacts = {
  findings: Finding[]
  /** Protocols that the domain says it does not offer (RFC 6186 §3.4: a target of "."). */
  notOffered: ReadingProtocol[]
  /** The domain's mail goes to a server of the same domain. */
  hasOwnServer: boolean
  /** What is special about the provider. */
  note?: ProviderNote
  provider?: string
}

/** `bridge`: its servers speak IMAP only through a program on one's own machine; `closed`: not at all; `allow`: it must be allowed there first. */
export type ProviderNote = 'bridge' | 'closed' | 'allow'
