import type { DeadlineReport, WorkingTimes } from '@levee/contract'
import { countHeads, countsOf, reportWords, rowName } from './report-words.ts'

type Locale = 'fr' | 'en'

/** The table of a report on paper. */
export async function reportPdf(report: DeadlineReport, locale: Locale): Promise<Uint8Array> {
  const { tablePdf } = await import('./table-pdf.ts') // 137 modules, only where somebody prints
  const words = reportWords[locale]
  const { groupBy, open, levels, kept, volume, period, calendar } = report
  const share = kept.share === null ? '–' : percent(kept.share, locale)
  const cells = (name: string, row: Pick<DeadlineReport, 'open' | 'levels'> & Times): string[] => [
    name,
    ...countsOf(row).map(String),
    ...timeCells(row.firstReply, calendar.dayMinutes, locale),
    ...timeCells(row.resolution, calendar.dayMinutes, locale),
  ]
  return tablePdf({
    title: words.title,
    language: locale,
    at: new Date(report.at),
    lines: [
      `${words.period} : ${dayText(period.from, locale)} – ${dayText(period.to, locale)}`,
      `${words.received} : ${volume.received.n} · ${words.closed} : ${volume.closed.n} · ${words.kept} : ${share}`,
      `${words.open} : ${open.n} · ${words.overdue} : ${levels.overdue.n}`,
    ].map((line) => (locale === 'en' ? line.replaceAll(' : ', ': ') : line)),
    heads: [
      ...countHeads(groupBy, words),
      ...[words.firstReply, words.closing].flatMap((what) => [
        `${what}, ${words.median}`,
        `${what}, 90\u00A0%`,
      ]),
    ],
    rows: report.rows.map((row) => cells(rowName(row, groupBy, words), row)),
    total: cells(words.all, report),
  })
}

type Times = { firstReply: WorkingTimes; resolution: WorkingTimes }

function timeCells({ median, p90 }: WorkingTimes, dayMinutes: number, locale: Locale): string[] {
  return [median, p90].map((minutes) => workingText(minutes, dayMinutes, locale))
}

/** Minutes below two hours, hours below a working day, then working days. */
export function workingText(minutes: number | null, dayMinutes: number, locale: Locale): string {
  if (minutes === null) return '–'
  if (minutes < 120) return `${minutes} min`
  if (minutes >= dayMinutes && dayMinutes > 0) {
    const days = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
    return `${days.format(minutes / dayMinutes)} ${locale === 'fr' ? 'j' : 'd'}`
  }
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

function percent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

function dayText(date: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(date))
}
