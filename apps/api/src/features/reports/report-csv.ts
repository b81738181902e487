import type { DeadlineReport, ReportRow, WorkingTimes } from '@levee/contract'
import { type Cell, csvOf } from '@levee/domain'
import { countHeads, countsOf, reportWords, rowName } from './report-words.ts'

const BYTE_ORDER_MARK = '\uFEFF' // without it Excel takes UTF-8 for the code page of the machine

/** The table of a report, and what all rows together come to. */
export function reportCsv(report: DeadlineReport, locale: 'fr' | 'en'): string {
  const words = reportWords[locale]
  const heads: Cell[] = [
    ...countHeads(report.groupBy, words),
    words.replied,
    words.replyMedian,
    words.replyP90,
    words.closed,
    words.closingMedian,
    words.closingP90,
  ]
  const rows = report.rows.map((row) => cells(rowName(row, report.groupBy, words), row))
  return BYTE_ORDER_MARK + csvOf([heads, ...rows, cells(words.all, report)])
}

type Counted = Pick<ReportRow, 'open' | 'levels'> & {
  firstReply: WorkingTimes
  resolution: WorkingTimes
}

function cells(name: string, row: Counted): Cell[] {
  return [name, ...countsOf(row), ...timeCells(row.firstReply), ...timeCells(row.resolution)]
}

function timeCells({ conversations, median, p90 }: WorkingTimes): Cell[] {
  return [conversations.n, median, p90]
}
