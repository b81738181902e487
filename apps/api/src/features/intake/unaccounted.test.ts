import { sql } from '@levee/db'
import { startFaultImap } from '@levee/mail/testing'
import { expect, it, onTestFinished } from 'vitest'
import { skipWait, startFaultHarness } from './testing/fault-harness.ts'
import { asksForBytes, before, refuse } from './testing/fault-tools.ts'
import { aMail, aMailbox, eventually } from './testing/intake-fixture.ts'

it('says which messages a server shows and does not give, until it gives them', async () => {
  const { harness, server } = await sevenLetters()
  const { db } = harness.deps
  server.misbehaviour = refuse(
    (call) => asksForBytes(call) && /(?:^|[,:])[57]$/.test(String(call.words[1])),
    'NO [SERVERBUG] this one cannot be read',
    () => undefined,
  )
  const id = await aMailbox(harness.deps, { account: server.account() })
  await harness.wake()
  const alarm = () =>
    db.row<{ unaccounted: number; since: Date | null; error: string | null }>(sql`
      select unaccounted, unaccounted_since as since, last_error as error from mailbox where id = ${id}`)
  await eventually(async () => {
    await skipWait(harness, id)
    return (await alarm())?.unaccounted === 2
  })
  const raised = await alarm()
  expect(raised).toMatchObject({ since: expect.any(Date) })
  const named = await db.rows<{ uid: number; detail: string }>(sql`
    select uid, detail from unaccounted u join folder f on f.id = u.folder_id
    where f.mailbox_id = ${id} order by uid`)
  expect(named).toEqual([
    { uid: 5, detail: expect.stringContaining('this one cannot be read') },
    { uid: 7, detail: expect.stringContaining('this one cannot be read') },
  ])

  server.model.append('INBOX', aMail()) // what comes behind them is filed all the same
  await eventually(async () => {
    const row = await db.row<{ n: number }>(sql`
      select count(*)::integer as n from delivery where mailbox_id = ${id}`)
    return row?.n === 6
  })
  expect(await alarm()).toMatchObject({ unaccounted: 2, since: raised?.since })

  server.misbehaviour = {}
  server.cutAll() // what one connection wrote down another takes back
  await db.run(sql`update mailbox set sync_requested_at = ${harness.deps.now()} where id = ${id}`)
  await harness.wake()
  await eventually(async () => {
    await skipWait(harness, id)
    return (await alarm())?.unaccounted === 0
  })
  expect(await alarm()).toMatchObject({ since: null })
  expect(
    await db.rows(sql`select 1 from unaccounted u join folder f on f.id = u.folder_id
      where f.mailbox_id = ${id}`),
  ).toEqual([])
})

it('takes what goes away while it is fetched for gone, in what it says of the folder too', async () => {
  const { harness, server } = await sevenLetters()
  const { db } = harness.deps
  let isGone = false
  server.misbehaviour = before(asksForBytes, () => {
    if (!isGone) server.model.expunge('INBOX', [4])
    isGone = true
  })
  const id = await aMailbox(harness.deps, { account: server.account() })
  await harness.wake()
  const inStep = await eventually(() =>
    db.row<{ unaccounted: number; shown: number }>(sql`
      select unaccounted, server_count as shown from mailbox b join folder f on f.mailbox_id = b.id
      where b.id = ${id} and path = 'INBOX' and last_sync_at is not null`),
  )
  expect(inStep).toEqual({ unaccounted: 0, shown: 6 })
})

/** A server of seven letters that can misbehave, and what keeps in step with it. */
async function sevenLetters() {
  const harness = await startFaultHarness()
  onTestFinished(() => harness.stop())
  const server = await startFaultImap()
  onTestFinished(() => server.stop())
  for (let n = 0; n < 7; n++) server.model.append('INBOX', aMail())
  return { harness, server }
}
