import { sql } from '@levee/db'
import { type FaultImap, startFaultImap } from '@levee/mail/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type FaultHarness,
  inboxAndSent,
  startFaultHarness,
  whenInStep,
} from './testing/fault-harness.ts'
import { asksForBytes, lists } from './testing/fault-tools.ts'
import { aMail, aMailbox, eventually } from './testing/intake-fixture.ts'

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)

let harness: FaultHarness
let server: FaultImap

beforeAll(async () => {
  harness = await startFaultHarness()
  server = await startFaultImap()
})
afterAll(async () => {
  await harness.stop()
  await server.stop()
})

it('asks for new mail in the folder as it is open, before it looks at what else changed', async () => {
  const id = await aMailbox(harness.deps, { account: server.account() })
  await harness.wake()
  await whenInStep(harness, id, () => inboxAndSent(server))
  const asked: string[] = []
  let isIdling = false
  server.misbehaviour = {
    instead(call) {
      if (isIdling) asked.push(asksForBytes(call) ? 'bytes' : lists(call) ? 'list' : call.name)
      else if (call.name === 'IDLE') {
        isIdling = true
        setImmediate(() => server.model.append('INBOX', aMail()))
      }
      return false
    },
  }
  await eventually(() => Promise.resolve(asked.includes('EXAMINE')))
  expect(asked.slice(0, asked.indexOf('EXAMINE')).filter((name) => name !== 'NOOP')).toEqual([
    'list',
    'bytes',
  ])
  await whenInStep(harness, id, () => inboxAndSent(server))
})

it('files what came at once in the order in which it was received, not that of the folder', async () => {
  const id = await aMailbox(harness.deps, { account: server.account() })
  await harness.wake()
  await whenInStep(harness, id, () => inboxAndSent(server))
  let isIdling = false
  server.misbehaviour = {
    instead({ name }) {
      if (name === 'IDLE' && !isIdling) {
        isIdling = true
        setImmediate(() => {
          for (const days of [1, 3, 2])
            server.model.append('INBOX', aMail({ subject: `${days} days` }), {
              date: daysAgo(days),
            })
        })
      }
      return false
    },
  }
  await eventually(() => Promise.resolve(isIdling))
  await whenInStep(harness, id, () => inboxAndSent(server))
  const filed = await harness.deps.db.rows<{ subject: string }>(sql`
    select subject from conversation where subject like '% days' order by reference`)
  expect(filed.map(({ subject }) => subject)).toEqual(['3 days', '2 days', '1 days'])
})
