import { createHash } from 'node:crypto'
import { sql } from '@levee/db'
import { serverFlags } from '@levee/domain'
import { type FaultImap, type ModelFolder } from '@levee/mail/testing'
import type { Deps } from '../../../deps.ts'
import { startMailboxLoop } from '../mailbox-loop.ts'
import { anOrganisation, eventually, intakeDeps } from './intake-fixture.ts'

/** Rounds are short, because nobody here waits three minutes for what IDLE did not tell. */
const PATIENCE = { round: 400, silence: 6_000 } // ms
/** Until a mailbox must be in step, on a machine that has other work (ms); the whole suite has large ones. */
const LONGEST = process.env['LEVEE_WHOLE_FAULTS'] === '1' ? 240_000 : 45_000

/** A worker, its clock, and a database of its own. */
export type FaultHarness = {
  deps: Deps
  clock: { ahead: number } // ms
  wake(): Promise<void>
  stop(): Promise<void>
}

export async function startFaultHarness({ workers = 1 } = {}): Promise<FaultHarness> {
  const clock = { ahead: 0 }
  const own = await intakeDeps()
  const deps = { ...own, now: () => new Date(Date.now() + clock.ahead) }
  await anOrganisation(deps)
  const start = (): ReturnType<typeof startMailboxLoop> => startMailboxLoop(deps, PATIENCE)
  const loops = await Promise.all(Array.from({ length: workers }, start))
  return {
    deps,
    clock,
    wake: () => deps.db.run(sql`select pg_notify('levee_sync', '')`).then(() => undefined),
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await own.close()
    },
  }
}

export type MailboxRow = {
  state: string
  code: string | null
  error: string | null
  retryAt: Date | null
  inStepAt: Date | null
}

export async function mailboxRow({ deps }: FaultHarness, id: string): Promise<MailboxRow> {
  const row = await deps.db.row<MailboxRow>(sql`
    select state, last_error_code as code, last_error as error, retry_at as "retryAt",
      last_sync_at as "inStepAt" from mailbox where id = ${id}`)
  if (!row) throw new Error(`There is no mailbox ${id}.`)
  return row
}

/**
 * Lets a mailbox that waits before it tries again wait no longer.
 * @param unless the code of the problem that is waited for: then it waits on.
 * @returns how long it would have waited (ms).
 */
export async function skipWait(harness: FaultHarness, id: string, unless = ''): Promise<number> {
  const row = await harness.deps.db.row<{ waited: number }>(sql`
    update mailbox m set retry_at = null from mailbox was
    where m.id = ${id} and was.id = m.id and m.retry_at is not null and m.lease_owner is null
      and m.last_error_code is distinct from ${unless}
    returning extract(epoch from was.retry_at - ${harness.deps.now()}::timestamptz)::float8 * 1000 as waited`)
  if (row) await harness.wake()
  return Math.max(row?.waited ?? 0, 0)
}

type Place = { path: string; uidValidity: number; uid: number }

/** How a mailbox differs from its server; empty when it is in step. */
export async function differences(
  { deps }: FaultHarness,
  id: string,
  folders: readonly ModelFolder[],
): Promise<string[]> {
  const ledger = await deps.db.rows<Place & { sha: string }>(sql`
    select f.path, d.uid_validity as "uidValidity", d.uid, d.raw_sha256 as sha
    from delivery d join folder f on f.id = d.folder_id
    where d.mailbox_id = ${id} and d.fate not in ('moved', 'gone')`)
  const name = ({ path, uidValidity, uid }: Place, sha: string): string =>
    `${path} ${uidValidity}/${uid} ${sha.slice(0, 12)}`
  const stored = new Set(ledger.map((row) => name(row, row.sha)))
  const all = folders.flatMap(({ path, uidValidity, messages }) =>
    messages.map(({ uid, raw }) => name({ path, uidValidity, uid }, sha256(raw))),
  )
  const shown = new Set(all)
  return [
    ...all.filter((each) => !stored.has(each)).map((each) => `lost: ${each}`),
    ...[...stored].filter((each) => !shown.has(each)).map((each) => `not on the server: ${each}`),
  ]
}

/** Where the ledger has other flags than the server. */
export async function flagDifferences(
  { deps }: FaultHarness,
  id: string,
  folders: readonly ModelFolder[],
): Promise<string[]> {
  const ledger = await deps.db.rows<Place & { flags: string }>(sql`
    select f.path, d.uid_validity as "uidValidity", d.uid, coalesce(d.flags, 'unknown') as flags
    from delivery d join folder f on f.id = d.folder_id
    where d.mailbox_id = ${id} and d.fate not in ('moved', 'gone')`)
  return ledger.flatMap(({ path, uidValidity, uid, flags }) => {
    const folder = folders.find((each) => each.path === path && each.uidValidity === uidValidity)
    const message = folder?.messages.find((each) => each.uid === uid)
    const shown = message && serverFlags(message.flags).join(' ')
    return shown === undefined || shown === flags ? [] : [`${path} ${uid}: ${shown}, not ${flags}`]
  })
}

/** Messages that are stored more than once, or whose bytes nobody delivered. */
export async function doubles({ deps }: FaultHarness, id: string): Promise<string[]> {
  const rows = await deps.db.rows<{ sha: string; n: number }>(sql`
    select raw_sha256 as sha, count(*) as n from message where mailbox_id = ${id}
    group by 1 having count(*) > 1`)
  return rows.map(({ sha, n }) => `${sha} is stored ${n} times`)
}

/** UIDs on the server that are below a folder's cursor and not in the ledger: must never be there. */
export async function behindCursor(
  { deps }: FaultHarness,
  id: string,
  folders: readonly ModelFolder[],
): Promise<string[]> {
  const cursors = await deps.db.rows<{
    path: string
    next: number
    validity: number
    uids: string[]
  }>(
    sql`select path, next_uid as next, uid_validity as validity, array(select uid from delivery d
      where d.folder_id = f.id and d.uid_validity = f.uid_validity)::text[] as uids
    from folder f where mailbox_id = ${id}`,
  )
  return cursors.flatMap(({ path, next, validity, uids }) => {
    const folder = folders.find((each) => each.path === path)
    if (folder?.uidValidity !== validity) return []
    const held = new Set(uids)
    return folder.messages
      .filter(({ uid }) => uid < next && !held.has(String(uid)))
      .map(({ uid }) => `${path} ${uid} is not stored, the cursor is at ${next}`)
  })
}

/**
 * Waits until a mailbox is in step, skipping the waits between attempts.
 * @param step by how much the clock moves between two looks (ms).
 * @returns how long the waits were (minutes).
 */
export async function whenInStep(
  harness: FaultHarness,
  id: string,
  watched: () => readonly ModelFolder[],
  step = 0,
): Promise<number> {
  let waited = 0
  const limit = performance.now() + LONGEST
  await eventually(async () => {
    if (performance.now() > limit) {
      const found = await differences(harness, id, watched())
      const row = JSON.stringify(await mailboxRow(harness, id))
      throw new Error(['The mailbox does not get in step.', row, ...found].join('\n'))
    }
    const ahead = await behindCursor(harness, id, watched())
    if (ahead.length > 0) throw new Error(ahead.join('\n'))
    waited += step + (await skipWait(harness, id))
    harness.clock.ahead += step
    const { inStepAt, state } = await mailboxRow(harness, id)
    if (!inStepAt || state !== 'idle') return false
    return (await differences(harness, id, watched())).length === 0
  })
  return waited / 60_000
}

/** The folders of a server that are watched when nothing else is said. */
export function inboxAndSent({ model }: FaultImap): ModelFolder[] {
  return [...model.folders.values()].filter(({ path, attributes }) =>
    path === 'INBOX' ? true : attributes.includes('\\Sent'),
  )
}

const known = new WeakMap<Buffer, string>()

function sha256(raw: Buffer): string {
  const sum = known.get(raw) ?? createHash('sha256').update(raw).digest('hex')
  known.set(raw, sum)
  return sum
}
