import type { Calendar } from '@levee/contract'
import { t } from '@lingui/core/macro'
import { intlLocale } from '../../i18n.ts'

/** When an organisation works, where its days are alike; else the name of its calendar. */
export function workingHours({ name, week }: Pick<Calendar, 'name' | 'week'>): string {
  const spans = week.flatMap((day) => {
    const [first, last] = [day[0], day.at(-1)]
    return first && last ? [`${timeText(first.from)} – ${timeText(last.to)}`] : []
  })
  const [usual] = new Set(spans)
  return new Set(spans).size === 1 && usual !== undefined ? t`Work days, ${usual}` : name
}

/** `8 h 30` in French, `08:30` in English. @param time HH:MM */
function timeText(time: string): string {
  if (!intlLocale().startsWith('fr')) return time
  const [hours = '', minutes = ''] = time.split(':')
  const hour = Number(hours)
  return minutes === '00' ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${minutes}`
}
