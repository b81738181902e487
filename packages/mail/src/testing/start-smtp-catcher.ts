import { catchMail } from '../smtp/catch-mail.ts'
import type { CaughtMessage, LoginCheck, Refusal } from '../smtp/catch-mail.ts'

type Predicate = (message: CaughtMessage) => boolean

/** An SMTP server on 127.0.0.1 that keeps everything and passes nothing on. */
export type SmtpCatcher = {
  port: number
  messages: CaughtMessage[]
  /** The first message that satisfies `predicate`, there already or still to come. */
  waitForMessage(predicate?: Predicate, timeoutMs?: number): Promise<CaughtMessage>
  /** The next message is answered with this SMTP code instead of being accepted. */
  failNext(code: number, text: string): void
  stop(): Promise<void>
}

/** Starts a catcher on a free port; it takes any login that `isLetIn` does not refuse, or none. */
export async function startSmtpCatcher({
  port = 0,
  isLetIn = () => true,
}: { port?: number; isLetIn?: LoginCheck } = {}): Promise<SmtpCatcher> {
  const messages: CaughtMessage[] = []
  const arrivals = new Set<() => void>()
  let failure: Refusal | undefined
  const server = await catchMail(
    (message) => {
      const refusal = failure
      failure = undefined
      if (refusal) return refusal
      messages.push(message)
      for (const arrived of arrivals) arrived()
      return undefined
    },
    { port, isLetIn },
  )
  return {
    port: server.port,
    messages,
    waitForMessage: (predicate = () => true, timeoutMs = 10_000) =>
      firstMatch(messages, arrivals, { predicate, timeoutMs }),
    failNext(code, text) {
      failure = { code, text }
    },
    stop: () => server.stop(),
  }
}

function firstMatch(
  messages: CaughtMessage[],
  arrivals: Set<() => void>,
  { predicate, timeoutMs }: { predicate: Predicate; timeoutMs: number },
): Promise<CaughtMessage> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = messages.find(predicate)
      if (found) settle(() => resolve(found))
    }
    const settle = (finish: () => void): void => {
      clearTimeout(timer)
      arrivals.delete(look)
      finish()
    }
    const late = new Error(`No such message arrived within ${timeoutMs} ms.`)
    const timer = setTimeout(() => settle(() => reject(late)), timeoutMs)
    arrivals.add(look)
    look()
  })
}
