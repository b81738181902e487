import type { CalendarException, CalendarVersion } from '@levee/contract'
import { t } from '@lingui/core/macro'
import type { Difference } from '../settings/history-card.tsx'
import { weekdayName } from './weekday-name.ts'
import { zoneName } from './zone-name.ts'

type Content = CalendarVersion['content']
type Hours = Content['week'][number]

/** What a version of a calendar changed, in words. */
export function calendarDifferences(was: Content, is: Content): Difference[] {
  const pairs: Difference[] = [
    { what: t`Name`, was: was.name, is: is.name },
    { what: t`Time zone`, was: was.timeZone, is: is.timeZone },
    ...is.week.map((hours, day) => ({
      what: weekdayName(day),
      was: hoursText(was.week[day] ?? []),
      is: hoursText(hours),
    })),
    { what: t`Public holidays`, was: holidaysText(was), is: holidaysText(is) },
    {
      what: t`Days closed by feeds`,
      was: String(was.feedClosures),
      is: String(is.feedClosures),
    },
    ...exceptionDifferences(was.exceptions, is.exceptions),
  ]
  return pairs.filter((pair) => pair.was !== pair.is)
}

function hoursText(hours: Hours): string {
  return hours.length === 0 ? t`closed` : hours.map(({ from, to }) => `${from}–${to}`).join(', ')
}

function holidaysText({ holidays }: Content): string {
  if (!holidays) return t`none`
  const { country, zone, worked } = holidays
  return [country, zone && zoneName(zone), ...worked].filter(Boolean).join(', ')
}

function exceptionDifferences(
  was: readonly CalendarException[],
  is: readonly CalendarException[],
): Difference[] {
  const [before, after] = [was, is].map((list) => new Set(list.map(exceptionText)))
  const gone = [...(before ?? [])].filter((text) => !after?.has(text))
  const added = [...(after ?? [])].filter((text) => !before?.has(text))
  return [{ what: t`Exceptions`, was: gone.join('; '), is: added.join('; ') }]
}

function exceptionText({ name, from, to, hours, kind }: CalendarException): string {
  const days = from === to ? from : `${from} – ${to}`
  const state = kind === 'open' ? t`open` : t`closed`
  return [name, days, state, hours ? hoursText(hours) : ''].filter(Boolean).join(' ')
}
