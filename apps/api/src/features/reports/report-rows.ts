import type { ReportRow } from '@levee/contract'
import { paceOf } from '@levee/domain'
import { comparedTimes, countOfMeasured, levelsOf, sum } from './figures.ts'
import type { DeskRow, RepliedRow, ResolvedRow, Scope } from './queries.ts'
import type { ReportFrame } from './report-frame.ts'
import { figure, rowOf } from './selection.ts'
import { isOfRow, type Key, within } from './slices.ts'

const LOAD_DAYS = 10 // working days: what somebody has open is compared with what they close in these

/** What was counted for a report. */
export type Counted = {
  desk: readonly DeskRow[]
  replied: readonly RepliedRow[]
  resolved: readonly ResolvedRow[]
  starts: readonly number[]
}

/** The rows of the table, those with most on the desk first. */
export function reportRows(
  counted: Counted,
  frame: ReportFrame,
  { scope, names }: { scope: Scope; names: ReadonlyMap<string, string> },
): ReportRow[] {
  const rows = rowIds(counted, scope).map((id) => reportRow(id, counted, frame, { scope, names }))
  return rows.toSorted(
    (one, other) =>
      other.open.n - one.open.n || (one.name ?? '\uFFFF').localeCompare(other.name ?? '\uFFFF'),
  )
}

/** Of a mailbox only such as the viewer may see; what a conversation was received in besides is none of theirs. */
function rowIds({ desk, replied, resolved }: Counted, scope: Scope): (string | null)[] {
  const keys: Key[] = [...desk.filter(({ by }) => by === 'level'), ...replied, ...resolved].map(
    ({ key }) => key,
  )
  const ids = new Set(keys.flatMap((key): (string | null)[] => (isList(key) ? [...key] : [key])))
  if (scope.groupBy !== 'mailbox') return [...ids]
  const { viewer, selection } = scope
  return [...ids].filter(
    (id) =>
      id !== null &&
      (viewer.role === 'admin' || viewer.mailboxIds.includes(id)) &&
      (selection.mailboxId ?? id) === id,
  )
}

function isList(key: Key): key is readonly string[] {
  return Array.isArray(key)
}

function reportRow(
  id: string | null,
  counted: Counted,
  frame: ReportFrame,
  { scope, names }: { scope: Scope; names: ReadonlyMap<string, string> },
): ReportRow {
  const { starts } = counted
  const selection = rowOf(scope.selection, scope.groupBy, id)
  const desk = counted.desk.filter(({ by, key }) => by === 'level' && isOfRow(key, id))
  const replied = counted.replied.filter(({ key }) => isOfRow(key, id))
  const resolved = counted.resolved.filter(({ key }) => isOfRow(key, id))
  return {
    id,
    name: id === null ? null : (names.get(id) ?? null),
    open: figure(sum(desk), selection, { view: 'open' }),
    levels: levelsOf(desk, selection),
    firstReply: comparedTimes({ field: 'replied', rows: replied, starts, selection }, frame),
    resolution: comparedTimes({ field: 'closed', rows: resolved, starts, selection }, frame),
    capacity:
      scope.groupBy === 'person' && id !== null ? capacityOf(resolved, starts, frame) : null,
  }
}

function capacityOf(
  resolved: readonly ResolvedRow[],
  starts: readonly number[],
  { paceDays, now, hours }: ReportFrame,
): number {
  const closed = countOfMeasured(within(resolved, starts, paceDays))
  return Math.round(paceOf(closed, paceDays, now, hours) * hours.dayMinutes * LOAD_DAYS)
}
