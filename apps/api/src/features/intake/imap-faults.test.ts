import { sql } from '@levee/db'
import { type FaultImap, type ModelFolder, startFaultImap } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANSWER_FAULTS } from './testing/answer-faults.ts'
import { CONNECTION_FAULTS } from './testing/connection-faults.ts'
import { COUNT_FAULTS } from './testing/count-faults.ts'
import {
  differences,
  doubles,
  type FaultHarness,
  inboxAndSent,
  mailboxRow,
  skipWait,
  startFaultHarness,
  whenInStep,
} from './testing/fault-harness.ts'
import type { FaultScenario } from './testing/fault-tools.ts'
import { FOLDER_FAULTS } from './testing/folder-faults.ts'
import { aMail, aMailbox, eventually } from './testing/intake-fixture.ts'

const DAY = 86_400_000 // ms
const isWhole = process.env['LEVEE_WHOLE_FAULTS'] === '1'
const scenarios = [
  ...CONNECTION_FAULTS,
  ...ANSWER_FAULTS,
  ...FOLDER_FAULTS,
  ...COUNT_FAULTS,
].filter(({ isSample }) => isWhole || isSample)

// tried once: what is lost now and then is lost
describe.concurrent('keeping in step with a server that misbehaves', { retry: 0 }, () => {
  let harness: FaultHarness
  beforeAll(async () => {
    harness = await startFaultHarness()
  })
  afterAll(() => harness.stop())

  it.each(scenarios)('$id: $fault', async (scenario) => {
    const server = await startFaultImap()
    try {
      const { minutes, ...outcome } = await endure(harness, server, scenario)
      expect(outcome).toEqual({ differences: [], doubles: [], deleted: 0, mostAtOnce: 1 })
      expect(minutes).toBeLessThanOrEqual(scenario.minutes ?? 10)
      expect(server.connections).toBeLessThanOrEqual(scenario.connections ?? Infinity)
    } finally {
      await server.stop()
    }
  })
})

/** What is left once all is over; `minutes`: how long the mailbox waited between attempts. */
type Outcome = {
  minutes: number
  differences: string[]
  doubles: string[]
  /** How many messages are no longer held. */
  deleted: number
  /** The most connections that there were at once. */
  mostAtOnce: number
}

/** Lets a mailbox meet a fault, then recover, then go on. */
async function endure(
  harness: FaultHarness,
  server: FaultImap,
  scenario: FaultScenario,
): Promise<Outcome> {
  const { strikes = 1, folders, withheld = [] } = scenario
  const { model } = server
  fill(server, scenario)
  const watched = (): ModelFolder[] => {
    const all = [...model.folders.values()]
    const meant = folders ? all.filter(({ path }) => folders.includes(path)) : inboxAndSent(server)
    return without(meant, withheld)
  }
  let struck = 0
  const begin = (): void => {
    server.misbehaviour = scenario.misbehave(server, () => {
      if (++struck >= strikes) queueMicrotask(() => (server.misbehaviour = {}))
    })
  }
  if (scenario.when !== 'later') begin()
  const account = server.account()
  const id = await aMailbox(harness.deps, {
    account,
    triageSince: daysAgo(30),
    folders: folders ?? [],
  })
  await harness.wake()
  if (scenario.when === 'later') {
    await whenInStep(harness, id, watched)
    begin()
    for (let n = 0; n < 3; n++) model.append('INBOX', aMail())
  }
  const held = await countMessages(harness, id)
  if (scenario.shows !== undefined) await whenShown(harness, id, scenario.shows)
  let waited = 0 // ms
  await eventually(async () => {
    waited += await skipWait(harness, id)
    return struck >= strikes || (strikes === Infinity && struck > 0)
  })
  let minutes = waited / 60_000 + (await whenInStep(harness, id, watched))
  model.append('INBOX', aMail())
  minutes += await whenInStep(harness, id, watched)
  await harness.deps.db.run(sql`update mailbox set paused = true where id = ${id}`)
  await harness.wake()
  return {
    minutes,
    differences: await differences(harness, id, watched()),
    doubles: await doubles(harness, id),
    deleted: Math.max(held - (await countMessages(harness, id)), 0),
    mostAtOnce: server.mostAtOnce,
  }
}

/** A dozen messages in the inbox, half of them history, and one in Sent. */
function fill(server: FaultImap, { prepare }: FaultScenario): void {
  const { model } = server
  prepare?.(server)
  for (let n = 0; n < 12; n++) model.append('INBOX', aMail(), { date: daysAgo(n * 5) })
  if (model.folders.has('Sent')) model.append('Sent', aMail())
}

/** Waits until the mailbox page shows a problem, skipping what it waits for others. */
function whenShown(harness: FaultHarness, id: string, code: string): Promise<boolean> {
  return eventually(async () => {
    const row = await mailboxRow(harness, id)
    if (row.code !== code) await skipWait(harness, id, code)
    return row.code === code
  })
}

/** The folders as if the inbox had not the messages that the server does not give. */
function without(folders: ModelFolder[], withheld: number[]): ModelFolder[] {
  const isGiven = ({ uid }: { uid: number }): boolean => !withheld.includes(uid)
  return folders.map((folder) =>
    folder.path === 'INBOX' ? { ...folder, messages: folder.messages.filter(isGiven) } : folder,
  )
}

async function countMessages({ deps }: FaultHarness, id: string): Promise<number> {
  const row = await deps.db.row<{ n: number }>(
    sql`select count(*) as n from message where mailbox_id = ${id}`,
  )
  return row?.n ?? 0
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY)
}
