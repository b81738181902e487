import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@levee/db'
import { catchMail } from '@levee/mail'
import { print } from './intake/print.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'
import { fillDesk, toldSoFar } from './reminding/desk.ts'
import { runWorker, type Uptime } from './reminding/running-worker.ts'
import { attended, dueStretches, lengthOf, type Setting } from './reminding/waits.ts'

const PER_KILL = 4 // deadlines
const LONGEST_RUN = 1_500 // ms from the start of a worker to its end
const STEP = 240_000 // ms that the clock goes ahead from kill to kill, on average
const BACK = 300_000 // ms at most that it is set back
const PATIENCE = 240_000 // ms for what is left when nobody is killed any more

/**
 * Kills the process that reminds of deadlines at random moments while its clock is set forward and back:
 * each reminder is given once, and soon after its time.
 * @param args how many kills; 500 when not said.
 */
export async function reminders([kills = '500']: string[]): Promise<void> {
  const count = Number(kills)
  const postgres = await scratchPostgres()
  const databaseUrl = await postgres.database('reminders')
  const db = await openDatabase(databaseUrl, { max: 2 })
  const arrived: { place: number; at: number }[] = []
  const smtp = await catchMail(({ raw }) => {
    const [, place] = /^Subject: .*Mail (\d+)/m.exec(raw.toString()) ?? []
    arrived.push({ place: Number(place), at: Date.now() })
    return undefined
  })
  const began = Date.now()
  const dueAt = Array.from(
    { length: count * PER_KILL },
    () => new Date(began + Math.random() * count * STEP),
  )
  const offsetFile = join(postgres.directory, 'offset')
  const task = { databaseUrl, dataDir: postgres.directory, offsetFile }
  const clock = settableClock(offsetFile)
  const uptimes: Uptime[] = []
  try {
    await fillDesk(db, { dueAt, smtpPort: smtp.port, at: new Date(began) })
    for (let kill = 0; kill < count; kill++) {
      const worker = await runWorker(task)
      await sleep(Math.random() * LONGEST_RUN)
      clock.set(kill)
      await sleep(Math.random() * LONGEST_RUN)
      uptimes.push(await worker.kill())
    }
    const last = await runWorker(task)
    clock.end(count)
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(500)) {
      const { told, open } = await toldSoFar(db)
      if (told === dueAt.length && open === 0) break
    }
    uptimes.push(await last.kill())
    const found = await toldSoFar(db)
    const waits = arrived.map(({ place, at }) => {
      const due = dueStretches(dueAt[place - 1]?.getTime() ?? 0, at, clock.settings)
      return { whole: lengthOf(due), attended: lengthOf(attended(due, uptimes)) }
    })
    const mailedTwice = arrived.length - new Set(arrived.map(({ place }) => place)).size
    report(dueAt.length, { ...found, arrived: arrived.length, mailedTwice }, waits)
  } finally {
    await smtp.stop()
    await db.close()
    await postgres.stop()
  }
}

/** Set by random steps, forward more than back. */
function settableClock(file: string) {
  const settings: Setting[] = []
  const set = (offset: number): void => {
    writeFileSync(file, String(offset))
    settings.push({ at: Date.now(), offset })
  }
  set(0)
  return {
    settings,
    set: (kill: number) => set(kill * STEP + Math.random() * STEP - Math.random() * BACK),
    end: (kill: number) => set(kill * STEP + BACK),
  }
}

/** For how long a reminder was due until it was sent; and for how long of it a worker ran. In ms. */
type Wait = { whole: number; attended: number }

type Found = Awaited<ReturnType<typeof toldSoFar>> & { arrived: number; mailedTwice: number }

function report(deadlines: number, found: Found, waits: readonly Wait[]): void {
  const { told, toldTwice, arrived, mailedTwice, sent, uncertain, shown, open } = found
  const slowest = Math.max(0, ...waits.map(({ whole }) => whole)) / 1000
  const slowestAttended = Math.max(0, ...waits.map(({ attended: ms }) => ms)) / 1000
  print('reminders', 'deadlines', deadlines)
  print('reminders', 'toldInApplication', told, { twice: toldTwice })
  print('reminders', 'mails', arrived, { twice: mailedTwice, sent, uncertain, shown, open })
  print('reminders', 'slowestSeconds', slowest, { unit: 's', goal: 60, slowestAttended })
  const isOnce = told === deadlines && toldTwice + mailedTwice + open === 0
  const isSeen = sent + uncertain === deadlines && shown === uncertain
  if (!isOnce || !isSeen || slowest > 60) process.exitCode = 1
}
