import { once } from 'node:events'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { PasswordAccount } from '../../imap/imap-account.ts'
import { listeningPort } from '../free-ports.ts'
import { type MailboxModel, mailboxModel } from './mailbox-model.ts'
import { performer } from './perform.ts'
import { type FaultSession, type Misbehaviour, serveSession } from './session.ts'

const CAPABILITIES = 'IMAP4rev1 ID NAMESPACE IDLE UIDPLUS MOVE SPECIAL-USE LITERAL+ ENABLE'

/** An IMAP server for one account that does as a scenario says. */
export type FaultImap = {
  readonly model: MailboxModel
  /** How it misbehaves from now on; `{}` is not at all. */
  misbehaviour: Misbehaviour
  account(): PasswordAccount
  /** How often somebody connected. */
  readonly connections: number
  /** How often somebody tried to sign in. */
  readonly logins: number
  /** The most connections that there were at once. */
  readonly mostAtOnce: number
  /** Messages in the order in which their bytes were asked for: `INBOX 12`. */
  readonly bodies: string[]
  /** Breaks every connection. */
  cutAll(): void
  stop(): Promise<void>
}

/**
 * Starts it on a free port of 127.0.0.1.
 * @param options tls: the certificate and key (PEM) of a server that speaks TLS from the start.
 */
export async function startFaultImap({
  model = mailboxModel(),
  tls,
}: { model?: MailboxModel; tls?: { cert: string; key: string } } = {}): Promise<FaultImap> {
  const sessions = new Map<Socket, FaultSession>()
  const counted = { connections: 0, logins: 0, mostAtOnce: 0 }
  const bodies: string[] = []
  const capabilities = (isSignedIn: boolean): string =>
    imap.misbehaviour.capabilities?.(isSignedIn) ?? CAPABILITIES
  const perform = performer(capabilities)
  const accept = (socket: Socket): void => {
    counted.connections++
    const context = {
      model,
      capabilities,
      perform,
      misbehaviour: (): Misbehaviour => ({
        ...imap.misbehaviour,
        instead(call) {
          if (call.name === 'LOGIN' || call.name === 'AUTHENTICATE') counted.logins++
          return imap.misbehaviour.instead?.(call) ?? false
        },
        saying(answer, call) {
          const uid =
            call.name === 'UID FETCH' && !call.session.isDumb ? uidOfBody(answer) : undefined
          if (uid) bodies.push(`${call.session.open?.folder.path} ${uid}`)
          return imap.misbehaviour.saying?.(answer, call) ?? answer
        },
      }),
    }
    sessions.set(socket, serveSession(socket, context))
    counted.mostAtOnce = Math.max(counted.mostAtOnce, sessions.size)
    socket.once('close', () => sessions.delete(socket))
  }
  const server: Server = tls ? createTlsServer(tls, accept) : createTcpServer(accept)
  server.on('tlsClientError', () => undefined) // clients that do not trust the certificate
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const imap: FaultImap = {
    model,
    misbehaviour: {},
    account: () => ({
      host: '127.0.0.1',
      port: listeningPort(server),
      security: tls ? 'tls' : 'none',
      username: 'user',
      password: 'letter-box',
    }),
    get connections() {
      return counted.connections
    },
    get logins() {
      return counted.logins
    },
    get mostAtOnce() {
      return counted.mostAtOnce
    },
    bodies,
    cutAll() {
      for (const socket of sessions.keys()) socket.destroy()
    },
    async stop() {
      imap.cutAll()
      server.close()
      await once(server, 'close')
    },
  }
  return imap
}

/** The UID that an untagged FETCH with the first bytes of a message names. */
function uidOfBody(answer: Buffer): string | undefined {
  const start = answer.subarray(0, 300).toString('latin1')
  return /BODY\[\](?:<0>)? /.test(start) ? /UID (\d+)/.exec(start)?.[1] : undefined
}
