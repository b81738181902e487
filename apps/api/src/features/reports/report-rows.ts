import type { ReportRow } from '@levee/contract'
import { paceOf } from '@levee/domain'
import { comparedTimes, countOfMeasured, levelsOf, sum } from './figures.ts'
import type { DeskRow, RepliedRow, ResolvedRow, Scope } from './queries.ts'
import type { ReportFrame } from './report-frame.ts'
import { figure, rowOf } from './selection.ts'
import { byRow, within } from './slices.ts'

const LAST = '\uFFFF' // what has no name comes after all names
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
  const parts = {
    desk: byRow(counted.desk.filter(({ by }) => by === 'level')),
    replied: byRow(counted.replied),
    resolved: byRow(counted.resolved),
  }
  const ids = new Set([...parts.desk.keys(), ...parts.replied.keys(), ...parts.resolved.keys()])
  const rows = [...ids].filter(isShownIn(scope)).map((id) =>
    reportRow(
      {
        id,
        name: id === null ? null : (names.get(id) ?? null),
        desk: parts.desk.get(id) ?? [],
        replied: parts.replied.get(id) ?? [],
        resolved: parts.resolved.get(id) ?? [],
        starts: counted.starts,
      },
      frame,
      scope,
    ),
  )
  return rows.toSorted(
    (one, other) =>
      other.open.n - one.open.n || (one.name ?? LAST).localeCompare(other.name ?? LAST),
  )
}

/** Of mailboxes only those that the viewer may see and asks for: mail may have been received in others besides. */
function isShownIn({ groupBy, viewer, selection }: Scope): (id: string | null) => boolean {
  return (id) =>
    groupBy !== 'mailbox' ||
    (id !== null &&
      (viewer.role === 'admin' || viewer.mailboxIds.includes(id)) &&
      (selection.mailboxId ?? id) === id)
}

function reportRow(
  { id, name, desk, replied, resolved, starts }: Counted & Pick<ReportRow, 'id' | 'name'>,
  frame: ReportFrame,
  { selection: all, groupBy }: Scope,
): ReportRow {
  const selection = rowOf(all, groupBy, id)
  return {
    id,
    name,
    open: figure(sum(desk), selection, { view: 'open' }),
    levels: levelsOf(desk, selection),
    firstReply: comparedTimes({ field: 'replied', rows: replied, starts, selection }, frame),
    resolution: comparedTimes({ field: 'closed', rows: resolved, starts, selection }, frame),
    capacity: groupBy === 'person' && id !== null ? capacityOf(resolved, starts, frame) : null,
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
