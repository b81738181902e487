import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import type { CaughtMessage } from '../../smtp/catch-mail.ts'
import { listeningPort } from '../free-ports.ts'
import type { SmtpFault } from './smtp-fault.ts'
import { SmtpSession } from './smtp-session.ts'

/** An SMTP server on 127.0.0.1 that fails as it is told; what it took responsibility for is in `taken`. */
export type SmtpScript = {
  port: number
  taken: CaughtMessage[]
  /** What came of mails whose end did not come, until now or before the client hung up. */
  unfinished(): Buffer[]
  sessions(): number
  stop(): Promise<void>
}

type SmtpScriptOptions = {
  /** What goes wrong in the n-th connection, from 1 on. */
  faultOf: (session: number) => SmtpFault | undefined
  /** Called once it has a mail, before it says so. */
  onTaken?: (message: CaughtMessage, fault: SmtpFault | undefined) => Promise<void> | void
  /** Called once it has said that it has a mail. */
  onTold?: (message: CaughtMessage) => void
}

/** Starts one on a free port; it lets everybody in. */
export async function startSmtpScript({
  faultOf,
  onTaken,
  onTold,
}: SmtpScriptOptions): Promise<SmtpScript> {
  const taken: CaughtMessage[] = []
  const open = new Set<Socket>()
  const sessions: SmtpSession[] = []
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy()) // the client hung up
    const fault = faultOf(sessions.length + 1)
    const taking = {
      async take(message: CaughtMessage): Promise<void> {
        taken.push(message)
        await onTaken?.(message, fault)
      },
      told: (message: CaughtMessage): void => onTold?.(message),
    }
    const session = new SmtpSession(socket, fault, taking)
    sessions.push(session)
    session.begin()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: listeningPort(server),
    taken,
    unfinished: () => sessions.flatMap(({ unfinished }) => unfinished ?? []),
    sessions: () => sessions.length,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
