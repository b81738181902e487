import type { Socket } from 'node:net'
import type { MailboxModel, ModelFolder } from './mailbox-model.ts'
import { type Command, commandReader, parseCommand } from './wire.ts'

/** One client's connection, as a scenario may spoil it. */
export type FaultSession = {
  readonly model: MailboxModel
  isSignedIn: boolean
  /** The open folder, and the UIDs that the client was told of: what sequence numbers count. */
  open: { folder: ModelFolder; known: number[] } | undefined
  isIdling: boolean
  /** Nothing that is sent arrives any more. */
  readonly isDumb: boolean
  /** Sends a line, or whole lines, as they are. */
  write(text: string | Buffer): void
  /** Breaks the connection now. */
  cut(): void
  /** Breaks the connection once so many more bytes were sent. */
  cutAfter(bytes: number): void
  /** Says nothing more, and does not hang up. */
  fallSilent(): void
}

/** A command in its session. `say` sends an untagged answer, `done` the tagged one. */
export type Call = Command & {
  session: FaultSession
  say(answer: string | Buffer): void
  done(answer?: string): void
}

/** How a server misbehaves; what it does not say is done as it should be. */
export type Misbehaviour = {
  capabilities?: (isSignedIn: boolean) => string
  /** Said in place of the greeting; undefined hangs up. */
  greeting?: () => string | undefined
  /** Looks at each command first; when it answers true, the command was dealt with. */
  instead?: (call: Call) => boolean
  /** Changes an answer, tagged or not, to something else. */
  saying?: (answer: Buffer, call: Call) => Buffer
}

/** What all sessions of a server share. */
export type SessionContext = {
  model: MailboxModel
  misbehaviour(): Misbehaviour
  /** Does a command as it should be done. */
  perform(call: Call): void
  capabilities(isSignedIn: boolean): string
}

export function serveSession(socket: Socket, context: SessionContext): FaultSession {
  let left = Infinity // bytes until the connection is cut
  let isSilent = false
  const write = (text: string | Buffer): void => {
    if (isSilent || socket.destroyed) return
    const bytes = Buffer.from(typeof text === 'string' ? `${text}\r\n` : text)
    if (bytes.length >= left) {
      isSilent = true
      socket.write(bytes.subarray(0, left), () => socket.destroy())
      return
    }
    left -= bytes.length
    socket.write(bytes)
  }
  const session: FaultSession = {
    model: context.model,
    isSignedIn: false,
    open: undefined,
    isIdling: false,
    get isDumb() {
      return isSilent || socket.destroyed
    },
    write,
    cut: () => void socket.destroy(),
    cutAfter: (bytes) => void (left = bytes),
    fallSilent: () => void (isSilent = true),
  }
  const read = commandReader(() => write('+ go on'))
  let idling: Call | undefined
  const forget = context.model.onChange(() => {
    if (idling && session.open) announceChanges(idling)
  })
  const obey = (bytes: Buffer): void => {
    if (idling) {
      const call = idling
      idling = undefined
      session.isIdling = false
      return call.done('OK idled') // whatever it said: DONE (RFC 2177)
    }
    const call = callOf(parseCommand(bytes), session, context)
    if (context.misbehaviour().instead?.(call)) return
    if (call.name === 'IDLE') {
      idling = call
      session.isIdling = true
      write('+ idling')
      announceChanges(call)
    } else context.perform(call)
  }
  socket.on('data', (chunk: Buffer) => {
    for (const bytes of read(chunk)) obey(bytes)
  })
  socket.on('error', () => undefined) // clients hang up as they like
  socket.on('close', forget)
  const { greeting } = context.misbehaviour()
  const greets = greeting ? greeting() : `* OK [CAPABILITY ${context.capabilities(false)}] ready`
  if (greets === undefined) session.cut()
  else write(greets)
  return session
}

function callOf(command: Command, session: FaultSession, context: SessionContext): Call {
  const send = (answer: string | Buffer, call: Call): void => {
    const bytes = typeof answer === 'string' ? Buffer.from(`${answer}\r\n`) : answer
    session.write(context.misbehaviour().saying?.(bytes, call) ?? bytes)
  }
  const call: Call = {
    ...command,
    session,
    say: (answer) => send(typeof answer === 'string' ? `* ${answer}` : answer, call),
    done: (answer = 'OK done') => send(`${command.tag} ${answer}`, call),
  }
  return call
}

/** Tells of messages that came and went since the client was last told (RFC 9051 §7.4.1, §7.5.1). */
export function announceChanges(call: Call): void {
  const { open } = call.session
  if (!open) return
  const there = new Set(open.folder.messages.map(({ uid }) => uid))
  for (let place = open.known.length - 1; place >= 0; place--) {
    if (there.has(open.known[place] ?? 0)) continue
    open.known.splice(place, 1)
    call.say(`${place + 1} EXPUNGE`)
  }
  if (there.size === open.known.length) return
  open.known = [...there]
  call.say(`${there.size} EXISTS`)
}
