import { randomUUID } from 'node:crypto'
import { sql } from '@levee/db'
import { type FaultImap, startFaultImap } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANSWER_FAULTS } from './testing/answer-faults.ts'
import { CONNECTION_FAULTS } from './testing/connection-faults.ts'
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
const scenarios = [...CONNECTION_FAULTS, ...ANSWER_FAULTS, ...FOLDER_FAULTS].filter(
  ({ isSample }) => isWhole || isSample,
)

describe.concurrent('keeping in step with a server that misbehaves', () => {
  let harness: FaultHarness
  beforeAll(async () => {
    harness = await startFaultHarness()
  })
  afterAll(() => harness.stop())

  it.each(scenarios)('$id: $fault', async (scenario) => {
    const server = await startFaultImap()
    try {
      await endure(harness, server, scenario)
    } finally {
      await server.stop()
    }
  })
})

async function endure(
  harness: FaultHarness,
  server: FaultImap,
  { strikes = 1, minutes = 10, withheld = [], ...scenario }: FaultScenario,
): Promise<void> {
  const { model } = server
  scenario.prepare?.(server)
  for (let n = 0; n < 12; n++) model.append('INBOX', aMail(), { date: daysAgo(n * 5) })
  if (model.folders.has('Sent')) model.append('Sent', aMail({ id: `<${randomUUID()}@x>` }))
  const watched = (): ReturnType<typeof inboxAndSent> =>
    scenario.folders
      ? [...model.folders.values()].filter(({ path }) => scenario.folders?.includes(path))
      : inboxAndSent(server)
  let struck = 0
  const begin = (): void => {
    server.misbehaviour = scenario.misbehave(server, () => {
      if (++struck >= strikes) queueMicrotask(() => (server.misbehaviour = {}))
    })
  }
  if (scenario.when !== 'later') begin()
  const id = await aMailbox(harness.deps, {
    account: server.account(),
    triageSince: daysAgo(30),
    ...(scenario.folders && { folders: scenario.folders }),
  })
  await harness.wake()
  if (scenario.when === 'later') {
    await whenInStep(harness, id, watched)
    begin()
    for (let n = 0; n < 3; n++) model.append('INBOX', aMail())
  }
  const held = await stored(harness, id)
  if (scenario.shows !== undefined) {
    await eventually(async () => {
      const { code } = await mailboxRow(harness, id)
      if (code !== scenario.shows) await skipWait(harness, id, scenario.shows)
      return code === scenario.shows
    })
  }
  let waited = 0
  await eventually(async () => {
    waited += await skipWait(harness, id)
    return struck >= Math.min(strikes, 1e6) || (strikes === Infinity && struck > 0)
  })
  waited += 60_000 * (await whenInStep(harness, id, () => without(watched(), withheld)))
  model.append('INBOX', aMail())
  waited += 60_000 * (await whenInStep(harness, id, () => without(watched(), withheld)))
  expect(waited / 60_000, 'minutes between attempts').toBeLessThanOrEqual(minutes)
  expect(await doubles(harness, id)).toEqual([])
  expect(await stored(harness, id)).toBeGreaterThanOrEqual(held)
  expect(server.mostAtOnce).toBeLessThanOrEqual(2)
  await harness.deps.db.run(sql`update mailbox set paused = true where id = ${id}`)
  await harness.wake()
  expect(await differences(harness, id, without(watched(), withheld))).toEqual([])
}

/** The folders as if the inbox had not the messages that the server does not give. */
function without(
  folders: ReturnType<typeof inboxAndSent>,
  withheld: number[],
): ReturnType<typeof inboxAndSent> {
  return folders.map((folder) =>
    folder.path === 'INBOX'
      ? { ...folder, messages: folder.messages.filter(({ uid }) => !withheld.includes(uid)) }
      : folder,
  )
}

async function stored({ deps }: FaultHarness, id: string): Promise<number> {
  const row = await deps.db.row<{ n: number }>(
    sql`select count(*) as n from message where mailbox_id = ${id}`,
  )
  return row?.n ?? 0
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY)
}
