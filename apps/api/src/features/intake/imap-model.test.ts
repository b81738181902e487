import { setTimeout as delay } from 'node:timers/promises'
import { sql } from '@levee/db'
import { startFaultImap } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  differences,
  doubles,
  type FaultHarness,
  startFaultHarness,
  whenInStep,
} from './testing/fault-harness.ts'
import { aMail, aMailbox } from './testing/intake-fixture.ts'
import { NAMES, operate, seededRandom, watchedFolders } from './testing/random-operations.ts'

const { LEVEE_WHOLE_FAULTS, LEVEE_FAULT_SEED } = process.env
const isWhole = LEVEE_WHOLE_FAULTS === '1'
const OPERATIONS = isWhole ? 100 : 40
const PAUSE = 20 // operations until the mailbox must be in step
const seeds = LEVEE_FAULT_SEED
  ? [Number(LEVEE_FAULT_SEED)]
  : Array.from({ length: isWhole ? 100 : 2 }, (_, n) => n + 1)

// tried once: what is lost now and then is lost
describe('a mailbox in which anything may happen', { retry: 0 }, () => {
  let harness: FaultHarness
  beforeAll(async () => {
    harness = await startFaultHarness({ workers: 2 })
  })
  afterAll(() => harness.stop())

  it.each(seeds)('ends as its server has it, LEVEE_FAULT_SEED=%i', async (seed) => {
    const random = seededRandom(seed)
    const server = await startFaultImap()
    try {
      for (const path of NAMES.slice(1, 3)) server.model.create(path)
      for (let n = 0; n < 10; n++) server.model.append('INBOX', aMail())
      const account = server.account()
      const id = await aMailbox(harness.deps, { account, folders: NAMES })
      await harness.wake()
      for (let n = 1; n <= OPERATIONS; n++) {
        await operate({ harness, server, random })
        if (random() < 0.5) await delay(random() * 30)
        if (n % PAUSE === 0) await whenInStep(harness, id, () => watchedFolders(server))
      }
      expect(await doubles(harness, id)).toEqual([])
      expect(await differences(harness, id, watchedFolders(server))).toEqual([])
      expect(server.mostAtOnce).toBeLessThanOrEqual(3)
      await harness.deps.db.run(sql`update mailbox set paused = true where id = ${id}`)
    } finally {
      await server.stop()
    }
  })
})
