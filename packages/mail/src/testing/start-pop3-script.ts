import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import type { PasswordAccount } from '../imap/imap-account.ts'
import { listeningPort } from './free-ports.ts'

/** What a scripted server answers: bytes as they go over the wire, and whether it hangs up after them. */
export type ScriptedAnswer = string | Buffer | { last: string | Buffer }

/** A POP3 server that answers as it is told, for what real ones do only on their worst days. */
export type Pop3Script = {
  account: PasswordAccount
  /** Every command that it was given, in order; passwords too. */
  commands: string[]
  /** How many sessions it had. */
  sessions(): number
  stop(): Promise<void>
}

/**
 * @param answer to a command such as `RETR 1`; '' to the connection itself.
 */
export async function startPop3Script(
  answer: (command: string) => ScriptedAnswer,
): Promise<Pop3Script> {
  const commands: string[] = []
  const open = new Set<Socket>()
  let sessions = 0
  const server = createServer((socket) => {
    sessions++
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy()) // the client hung up
    const say = (command: string): void => {
      const said = answer(command)
      if (typeof said === 'string' || Buffer.isBuffer(said)) socket.write(said)
      else socket.end(said.last)
    }
    say('')
    let heard = ''
    socket.on('data', (bytes) => {
      const lines = `${heard}${bytes.toString('latin1')}`.split('\r\n')
      heard = lines.pop() ?? ''
      for (const line of lines) {
        commands.push(line)
        say(line)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = listeningPort(server)
  return {
    account: { host: '127.0.0.1', port, security: 'none', username: 'u', password: 'p' },
    commands,
    sessions: () => sessions,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
