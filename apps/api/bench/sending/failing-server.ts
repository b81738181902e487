import { SMTP_STAGES, type SmtpFault, type SmtpScript, startSmtpScript } from '@levee/mail/testing'

/** Everything that a server does wrong, once each. */
const FAULTS: readonly SmtpFault[] = SMTP_STAGES.flatMap((at): SmtpFault[] => {
  const hangUp: SmtpFault = { at, does: 'hangUp' }
  if (at === 'connection' || at === 'body' || at === 'taken') return [hangUp]
  return [
    hangUp,
    { at, does: 'refuse', code: at === 'greeting' ? 421 : 451 },
    { at, does: 'refuse', code: 554 },
    { at, does: 'wait', time: 100 },
  ]
})

type FailingServer = SmtpScript & {
  /** From now on it does nothing wrong. */
  behave(): void
  faults(): number
}

/**
 * A server that does something wrong in every second connection.
 * @param options.file puts a mail into Sent as servers do that file what they send: every second one of
 *   those that it does not confirm. options.told: it has said that it has the n-th mail.
 */
export async function startFailingServer(options: {
  file: (raw: Buffer) => Promise<void>
  told: (count: number) => void
}): Promise<FailingServer> {
  let isFailing = true
  let faults = 0
  let unconfirmed = 0
  let told = 0
  const server = await startSmtpScript({
    faultOf(session) {
      if (!isFailing || session % 2 === 0) return undefined
      return FAULTS[faults++ % FAULTS.length]
    },
    async onTaken({ raw }, fault) {
      if (fault?.at === 'taken' && ++unconfirmed % 2 === 0) await options.file(raw)
    },
    onTold: () => options.told(++told),
  })
  return {
    ...server,
    behave: () => void (isFailing = false),
    faults: () => faults,
  }
}
