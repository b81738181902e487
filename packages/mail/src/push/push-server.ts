import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import { isInsideAddress } from '../network/inside-address.ts'
import { hangUpIdle, type PushConnections } from './hang-up-idle.ts'
import { recipientForms } from './recipient-forms.ts'
import { type PushOutcome, type Recipient, takeMessage } from './take-message.ts'
import { SERVER_NAME } from './trace-fields.ts'
import type { Turns } from './turns.ts'

/** LMTP answers for each recipient (RFC 2033), SMTP once for all (RFC 5321). */
export type PushProtocol = 'lmtp' | 'smtp'

/** A message that a mail server hands over. */
export type PushedMessage = {
  /** As transmitted, below the fields of a final delivery. */
  raw: Buffer
  /** SHA-256 of what was transmitted: who tries again transmits the same. */
  transmittedSha256: string
  receivedAt: Date
  /** What was found for its recipients, each once. */
  mailboxIds: string[]
}

export type PushServerOptions = {
  protocol: PushProtocol
  host: string
  port: number
  /** Bytes of a message. */
  largest: number
  /** Shared by all servers of a process: how many large messages are in memory at once. */
  turns: Turns
  now: () => Date
  /** The mailbox with one of these addresses, the first one that there is; undefined: there is none. */
  findMailbox(addresses: string[]): Promise<string | undefined>
  /** Stores a message. @returns the mailboxes in which it is safe; the sender tries the others again. */
  deliver(message: PushedMessage): Promise<ReadonlySet<string>>
  /** Hears why something was put off or broke. */
  onTrouble(error: unknown): void
}

export type PushServer = {
  port: number
  /** Takes no more, lets what was received be stored and answered, and hangs up. */
  stop(): Promise<void>
}

const MOST_CLIENTS = 100
const MOST_RECIPIENTS = 200 // RFC 5321 §4.5.3.1.8: at least 100; others are sent in a second transaction
const LONGEST_COMMAND = 4_096 // bytes: with the parameters of RFC 3461
const IDLE = 300_000 // ms: RFC 5321 §4.5.3.2.7
const LAST_WORDS = 2_000 // ms for what is under way when it stops

/** Commands that are of no use here: nobody signs in, nobody is asked about, no jokes. */
const OFF = ['AUTH', 'STARTTLS', 'XCLIENT', 'XFORWARD', 'VRFY', 'WIZ', 'SHELL', 'KILL']

/**
 * Listens for mail that the organisation's mail server hands over, for its mailboxes alone: nothing is relayed.
 * Only clients on this machine and in private networks are let in. A message is answered with 250 when `deliver`
 * has stored it; whatever keeps it from being stored is answered with 451, so that the client keeps it.
 * Where a line was ended by a bare LF, which SMTP forbids, one of two dots after it is taken for stuffing too.
 * @throws {Error} of the system, with its `code`, when it cannot listen.
 */
export async function startPushServer(options: PushServerOptions): Promise<PushServer> {
  const underWay = new Set<Promise<unknown>>()
  const server = new SMTPServer({ ...settings(options), ...callbacks(options, underWay) })
  let isListening = false
  server.on('error', (error) => isListening && options.onTrouble(error)) // of one connection
  server.listen(options.port, options.host)
  await once(server.server, 'listening')
  isListening = true
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(resolve))
      const connections: PushConnections = server.connections
      hangUpIdle(connections)
      await Promise.allSettled(underWay)
      await closed
    },
  }
}

function settings({ protocol, largest }: PushServerOptions): SMTPServerOptions {
  return {
    name: SERVER_NAME,
    heloResponse: '%s greets %s',
    lmtp: protocol === 'lmtp',
    size: largest,
    rejectOversized: true,
    hideENHANCEDSTATUSCODES: false,
    disabledCommands: OFF,
    authOptional: true,
    disableReverseLookup: true,
    lenientAddressParsing: true, // addresses that break the rules write mail too
    maxClients: MOST_CLIENTS,
    maxRecipients: MOST_RECIPIENTS,
    maxCommandLength: LONGEST_COMMAND,
    socketTimeout: IDLE,
    closeTimeout: LAST_WORDS,
  }
}

type Answer = (error?: Error | null) => void

function callbacks(options: PushServerOptions, underWay: Set<Promise<unknown>>): SMTPServerOptions {
  const transactions = new WeakMap<object, Recipient[]>()
  const recipientsOf = ({ envelope }: SMTPServerSession): Recipient[] => {
    const found = transactions.get(envelope) ?? []
    transactions.set(envelope, found)
    return found
  }
  const accept = async (address: string, session: SMTPServerSession): Promise<void> => {
    const mailboxId = await options.findMailbox(recipientForms(address)).catch((error: unknown) => {
      options.onTrouble(error)
      throw refusal(451, 'Try again later')
    })
    if (mailboxId === undefined) throw refusal(550, 'There is no such mailbox here')
    const recipients = recipientsOf(session)
    if (recipients.length >= MOST_RECIPIENTS) throw refusal(452, 'Too many recipients') // of which some are repeated
    recipients.push({ address, mailboxId })
  }
  return {
    onConnect: (session, answer) => answer(clientProblem(session)),
    onRcptTo: ({ address }, session, answer: Answer) =>
      void accept(address, session).then(() => answer(), answer),
    onData(stream, session, answer) {
      const recipients = recipientsOf(session)
      const taking = takeMessage(options, { stream, session, recipients })
        .then((outcomes) => answer(...replies(options.protocol, outcomes)))
        .finally(() => underWay.delete(taking))
      underWay.add(taking)
    },
  }
}

/** An open door would let anybody write to the mailboxes past the organisation's mail server. */
function clientProblem({ remoteAddress }: SMTPServerSession): Error | null {
  return isInsideAddress(remoteAddress)
    ? null
    : refusal(554, 'Only servers in private networks may hand over mail')
}

/** One answer for each recipient, or one for all: then the client tries all of them again. */
function replies(
  protocol: PushProtocol,
  outcomes: PushOutcome[],
): [Error | null, (string | Error)[]?] {
  const all = outcomes.map((outcome) =>
    outcome === 'stored' ? 'Stored' : refusal(outcome === 'slow' ? 421 : 451, 'Try again later'),
  )
  const failed = all.find((answer) => answer instanceof Error)
  if (protocol === 'smtp') return failed ? [failed] : [null]
  return [null, all]
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
