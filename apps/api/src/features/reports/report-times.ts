import type { DeadlineReport } from '@levee/contract'
import { dateText } from '@levee/domain'
import { comparedTimes, sum, timesOf } from './figures.ts'
import type { ReceivedRow } from './queries.ts'
import { daysText, type ReportFrame, targetOf } from './report-frame.ts'
import type { Counted } from './report-rows.ts'
import { figure, type Selection } from './selection.ts'
import { within } from './slices.ts'

type TimesPart = Pick<
  DeadlineReport,
  'kept' | 'today' | 'volume' | 'firstReply' | 'resolution' | 'weeks'
>

/** What was done in the weeks and periods before. */
export function timesPart(
  counted: Counted & { received: readonly ReceivedRow[] },
  frame: ReportFrame,
  selection: Selection,
): TimesPart {
  const { starts, replied, resolved, received } = counted
  const { current, previous, today } = frame
  const replies = { field: 'replied', rows: replied, starts, selection } as const
  const closings = { field: 'closed', rows: resolved, starts, selection } as const
  const volumeOf = (days: { from: number; to: number }): DeadlineReport['volume'] => ({
    received: figure(sum(within(received, starts, days)), selection, {
      q: [`received:${daysText(days)}`, 'is:registered'],
    }),
    closed: timesOf(closings, days).conversations,
  })
  const [kept, keptBefore] = [current, previous].map((days) =>
    keptOf(within(resolved, starts, days)),
  )
  const closed = `closed:${daysText(current)}`
  return {
    kept: {
      share: kept?.share ?? null,
      previousShare: keptBefore?.share ?? null,
      inTime: figure(kept?.inTime ?? 0, selection, { q: [closed, 'is:kept'] }),
      late: figure(kept?.late ?? 0, selection, { q: [closed, 'is:late'] }),
    },
    today: volumeOf({ from: today, to: today }),
    volume: volumeOf(current),
    firstReply: { ...comparedTimes(replies, frame), target: targetOf('firstReply', frame) },
    resolution: { ...comparedTimes(closings, frame), target: targetOf('resolution', frame) },
    weeks: frame.weeks.map((days) => ({
      from: dateText(days.from),
      to: dateText(days.to),
      firstReply: timesOf(replies, days),
      resolution: timesOf(closings, days),
    })),
  }
}

function keptOf(rows: readonly { kept: number; late: number }[]): {
  share: number | null
  inTime: number
  late: number
} {
  const inTime = rows.reduce((n, { kept }) => n + kept, 0)
  const late = rows.reduce((n, row) => n + row.late, 0)
  return { share: inTime + late > 0 ? inTime / (inTime + late) : null, inTime, late }
}
