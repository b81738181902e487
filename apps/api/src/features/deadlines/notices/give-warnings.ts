import { inTransaction, sql, type Tx } from '@levee/db'
import { type DeadlineKind, type WarningStep, warningAt } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { loadHours } from '../frame.ts'
import { handTarget } from '../read-deadlines.ts'
import { tellOfDeadline } from './tell-of-deadline.ts'
import { policyVersion } from '../version-queries.ts'

type WarnDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

const BATCH = 100 // deadlines a transaction

type DueRow = {
  id: string
  conversationId: string
  kind: DeadlineKind
  policyId: string | null
  policyVersion: number
  calendarId: string
  calendarVersion: number
  dueAt: Date
  given: string[]
}

/**
 * Gives the warnings whose time has come, each once: what was given is written with what is sent, in one
 * transaction. Several processes may do so at once.
 * @returns how many deadlines were looked at.
 */
export async function giveWarnings(deps: WarnDeps): Promise<number> {
  let looked = 0
  for (;;) {
    const found = await inTransaction(deps.db, (tx) => giveBatch(tx, deps))
    looked += found
    if (found < BATCH) return looked
  }
}

async function giveBatch(tx: Tx, deps: WarnDeps): Promise<number> {
  const now = deps.now()
  const rows = await tx.rows<DueRow>(sql`
    select d.id, d.conversation_id as "conversationId", d.kind, d.policy_id as "policyId",
      d.policy_version as "policyVersion", d.calendar_id as "calendarId",
      d.calendar_version as "calendarVersion", d.due_at as "dueAt",
      array(select step from deadline_warning w where w.deadline_id = d.id and w.due_at = d.due_at) as given
    from deadline d where d.next_warning_at <= ${now} and d.met_at is null and d.calendar_id is not null
    order by d.next_warning_at limit ${sql.integer(BATCH)} for no key update of d skip locked`)
  for (const row of rows) await giveOf(tx, deps, { row, now })
  return rows.length
}

async function giveOf(
  tx: Tx,
  deps: WarnDeps,
  { row, now }: { row: DueRow; now: Date },
): Promise<void> {
  const hours = (await loadHours(tx, [{ id: row.calendarId, version: row.calendarVersion }])).get(
    `${row.calendarId}:${row.calendarVersion}`,
  )
  if (!hours) throw new Error(`The calendar of the deadline ${row.id} is gone.`)
  const timed = (await stepsOf(tx, row)).map((step) => ({
    step,
    key: keyOf(step),
    at: warningAt(step, row.dueAt, hours),
  }))
  const open = timed.filter(({ key }) => !row.given.includes(key))
  const come = open.filter(({ at }) => at <= now)
  const next = open.filter(({ at }) => at > now).map(({ at }) => at.getTime())
  const given = await tx.rows<{ step: string }>(sql`
    insert into deadline_warning (deadline_id, due_at, step, at)
    select ${row.id}, ${row.dueAt}, step, ${now} from unnest(${come.map(({ key }) => key)}::text[]) as s(step)
    on conflict do nothing returning step`)
  const keys = new Set(given.map(({ step }) => step))
  const steps = come.filter(({ key }) => keys.has(key)).map(({ step }) => step)
  if (steps.length > 0) await tellOfDeadline(tx, deps, { ...row, steps: latestOfEach(steps), now })
  const nextAt = next.length > 0 ? new Date(Math.min(...next)) : null
  await tx.run(sql`update deadline set next_warning_at = ${nextAt} where id = ${row.id}`)
}

async function stepsOf(
  tx: Tx,
  { kind, policyId, policyVersion: version }: DueRow,
): Promise<readonly WarningStep[]> {
  const policy = policyId === null ? undefined : await policyVersion(tx, { id: policyId, version })
  return (policy?.targets.find((each) => each.kind === kind) ?? handTarget(kind)).warnings
}

function keyOf({ minutes, inWorkingTime, to, address }: WarningStep): string {
  return [minutes, inWorkingTime ? 'working' : 'clock', to, address ?? ''].join(' ')
}

/** Of several warnings for the same people that are late, one is enough. */
function latestOfEach(steps: readonly WarningStep[]): WarningStep[] {
  const inOrder = steps.toSorted((one, other) => one.minutes - other.minutes)
  return [...new Map(inOrder.map((step) => [`${step.to} ${step.address ?? ''}`, step])).values()]
}
