import { setTimeout as delay } from 'node:timers/promises'
import { sql } from '@levee/db'
import {
  type Dovecot,
  dovecotInstalled,
  onDovecot,
  onFaultServer,
  type OtherProgram,
  startDovecot,
} from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  differences,
  doubles,
  type FaultHarness,
  flagDifferences,
  startFaultHarness,
  whenInStep,
} from './testing/fault-harness.ts'
import { aMail, aMailbox, eventually } from './testing/intake-fixture.ts'
import { NAMES, operate, seededRandom, watchedFolders } from './testing/random-operations.ts'

const { LEVEE_WHOLE_FAULTS, LEVEE_FAULT_SEED } = process.env
const isWhole = LEVEE_WHOLE_FAULTS === '1'
const PAUSE = 20 // operations until the mailbox must be in step
const OPERATIONS = isWhole ? 5 * PAUSE : 2 * PAUSE
const ON_DOVECOT = isWhole ? 5 * PAUSE : PAUSE
const BARE = 'IMAP4rev1 LITERAL+ NAMESPACE' // no CONDSTORE, QRESYNC, MOVE, UIDPLUS, IDLE, SPECIAL-USE

/** What is found of a mailbox that is as its server has it. */
const AS_IT_IS: Record<'doubles' | 'differences', string[]> = { doubles: [], differences: [] }

function seeds(whole: number, sample: number): number[] {
  if (LEVEE_FAULT_SEED) return [Number(LEVEE_FAULT_SEED)]
  return Array.from({ length: isWhole ? whole : sample }, (_, n) => n + 1)
}

// tried once: what is lost now and then is lost
describe('a mailbox in which anything may happen', { retry: 0 }, () => {
  let harness: FaultHarness
  beforeAll(async () => {
    harness = await startFaultHarness({ workers: 2 })
  })
  afterAll(() => harness.stop())

  it.each(seeds(100, 2))('ends as its server has it, LEVEE_FAULT_SEED=%i', async (seed) => {
    const program = await onFaultServer()
    try {
      const played = { seed, operations: OPERATIONS, saysWhatChanged: false }
      expect(await play(harness, program, played)).toEqual(AS_IT_IS)
      expect(program.mostAtOnce).toBeLessThanOrEqual(3)
    } finally {
      await program.stop()
    }
  })
})

const servers = [
  { name: 'Dovecot with all of its extensions', capability: undefined },
  { name: 'Dovecot without CONDSTORE, QRESYNC, MOVE, UIDPLUS and IDLE', capability: BARE },
]

describe.skipIf(!dovecotInstalled()).each(servers)('a mailbox on $name', ({ capability }) => {
  let harness: FaultHarness
  let dovecot: Dovecot
  const own = seeds(25, 1)
  beforeAll(async () => {
    dovecot = await startDovecot({ users: own.length, ...(capability && { capability }) })
    harness = await startFaultHarness({ workers: 2 })
  })
  afterAll(async () => {
    await harness?.stop()
    await dovecot?.stop()
  })

  it.each(own)('ends as its server has it, LEVEE_FAULT_SEED=%i', async (seed) => {
    const program = onDovecot(dovecot, own.indexOf(seed) + 1)
    const saysWhatChanged = capability === undefined
    const played = { seed, operations: ON_DOVECOT, saysWhatChanged }
    expect(await play(harness, program, played)).toEqual(AS_IT_IS)
  })
})

/** `saysWhatChanged`: the server does; the flags of another are compared when all of it is listed. */
type Play = { seed: number; operations: number; saysWhatChanged: boolean }

/** Lets anything happen to a mailbox; now and then, and at the end, it must be as its server has it. */
async function play(
  harness: FaultHarness,
  program: OtherProgram,
  { seed, operations, saysWhatChanged }: Play,
): Promise<typeof AS_IT_IS> {
  const random = seededRandom(seed)
  const { db } = harness.deps
  for (const path of NAMES.slice(1, 3)) await program.create(path)
  for (let n = 0; n < 10; n++) await program.append('INBOX', aMail())
  const id = await aMailbox(harness.deps, { account: program.account(), folders: NAMES })
  await harness.wake()
  for (let n = 1; n <= operations; n++) {
    await operate({ harness, program, random })
    if (random() < 0.5) await delay(random() * 30)
    if (n % PAUSE > 0) continue
    const there = await watchedFolders(program)
    await whenInStep(harness, id, () => there)
    if (!saysWhatChanged) {
      await db.run(sql`update mailbox set sync_requested_at = now() where id = ${id}`)
      await harness.wake()
    }
    await whenFlagged(harness, id, program)
  }
  const there = await watchedFolders(program)
  await db.run(sql`update mailbox set paused = true where id = ${id}`)
  return { doubles: await doubles(harness, id), differences: await differences(harness, id, there) }
}

const SOON = 20_000 // ms

/** Waits until the flags of all messages are known. */
async function whenFlagged(harness: FaultHarness, id: string, program: OtherProgram) {
  const there = await watchedFolders(program)
  const limit = performance.now() + SOON
  await eventually(async () => {
    const found = await flagDifferences(harness, id, there)
    if (performance.now() > limit) throw new Error(['Flags differ.', ...found].join('\n'))
    return found.length === 0
  })
}
