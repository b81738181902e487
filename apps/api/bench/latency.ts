import { join } from 'node:path'
import { bareIdle, dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { median, percentile, print } from './intake/print.ts'
import { type AdminCalls, connectMailbox, runLevee, setUpLevee } from './intake/running-levee.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'

const PATIENCE = 15_000 // ms for one message to arrive
/** ms until the next: both wait for it again, and at any moment of what Dovecot does by its clock. */
const PAUSE = { least: 400, most: 900 }

/**
 * How much later than a bare IDLE client a browser hears of new mail, over Levee's event stream.
 * Both listen at the same time; Dovecot tells each of them up to half a second after the delivery.
 * @param args how many messages; 100 when not said.
 */
export async function latency([count = '100']: string[]): Promise<void> {
  if (!dovecotInstalled())
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd.')
  const postgres = await scratchPostgres()
  const server = await startDovecot({ users: 1 })
  const databaseUrl = await postgres.database('latency')
  const levee = await runLevee(join(postgres.directory, 'data'), { DATABASE_URL: databaseUrl })
  try {
    const admin = await setUpLevee(levee)
    await connectMailbox(admin, server.account(1))
    await inStep(admin)
    const heard = { bare: signal(), browser: signal() }
    const bare = await bareIdle(server.account(1), () => heard.bare.give())
    const stream = await listen(admin, () => heard.browser.give())
    const added: number[] = []
    const whole: number[] = []
    for (let n = 0; n < Number(count); n++) {
      const waiting = Promise.all([heard.bare.next(), heard.browser.next()])
      const sent = performance.now()
      await server.deliver(1, mail(n))
      const [bareAt, browserAt] = await waiting
      added.push(browserAt - bareAt)
      whole.push(browserAt - sent)
      await new Promise((resolve) =>
        setTimeout(resolve, PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least)),
      )
    }
    print('latency', 'addedP95Ms', percentile(added, 0.95), { unit: 'ms', messages: added.length })
    print('latency', 'addedP50Ms', median(added), { unit: 'ms' })
    print('latency', 'deliveryToBrowserP95Ms', percentile(whole, 0.95), { unit: 'ms' })
    stream.stop()
    await bare.stop()
  } finally {
    await levee.stop()
    await server.stop()
    await postgres.stop()
  }
}

async function inStep(admin: AdminCalls): Promise<void> {
  for (;;) {
    const answer = await admin.get('/mailboxes')
    const { items } = JSON.parse(await answer.text())
    const [mailbox] = items
    if (mailbox.state === 'idle' && mailbox.lastSyncAt !== null) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Tells when something is heard, to whoever waits for the next time. */
function signal(): { give(): void; next(): Promise<number> } {
  let waiting = Promise.withResolvers<number>()
  return {
    give: () => waiting.resolve(performance.now()),
    next() {
      waiting = Promise.withResolvers()
      const timer = setTimeout(
        () => waiting.reject(new Error('A message did not arrive.')),
        PATIENCE,
      )
      return waiting.promise.finally(() => clearTimeout(timer))
    },
  }
}

/** Listens to the event stream as a browser does. */
async function listen(admin: AdminCalls, created: () => void): Promise<{ stop(): void }> {
  const { body } = await admin.get('/events')
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  const read = async (): Promise<void> => {
    for (let text = ''; ;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      text += decoder.decode(chunk.value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) if (block.includes('event: conversation.created')) created()
    }
  }
  const reading = read().catch(() => undefined) // stop() cuts it
  return {
    stop() {
      void reader?.cancel()
      void reading
    },
  }
}

function mail(n: number): Buffer {
  return Buffer.from(
    [
      `From: Anne <anne${n}@x.example>`,
      'To: contact@levee.test',
      `Subject: Message ${n}`,
      `Message-ID: <latency-${n}@x.example>`,
      '',
      `Bonjour ${n}`,
      '',
    ].join('\r\n'),
  )
}
