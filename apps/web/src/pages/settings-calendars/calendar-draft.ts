import type { Calendar, CalendarPatch } from '@levee/contract'

/** What is edited together: a version, and who works by it. */
export type CalendarDraft = Pick<
  Calendar,
  'name' | 'timeZone' | 'week' | 'exceptions' | 'holidays' | 'isDefault' | 'teamIds' | 'mailboxIds'
>
export type DayHours = Calendar['week'][number]

export type DraftProblem = 'name' | 'hours' | 'exceptionName' | 'exceptionDays' | 'exceptionHours'

const FIELDS = [
  'name',
  'timeZone',
  'week',
  'exceptions',
  'holidays',
  'isDefault',
  'teamIds',
  'mailboxIds',
] as const satisfies readonly (keyof CalendarDraft)[]

export function draftOf(calendar: Calendar): CalendarDraft {
  const { name, timeZone, week, exceptions, holidays, isDefault, teamIds, mailboxIds } = calendar
  return { name, timeZone, week, exceptions, holidays, isDefault, teamIds, mailboxIds }
}

/** What a draft changes; empty when nothing. */
export function changesOf(calendar: Calendar, draft: CalendarDraft): CalendarPatch {
  const changed = FIELDS.filter(
    (field) => JSON.stringify(calendar[field]) !== JSON.stringify(draft[field]),
  )
  return Object.fromEntries(changed.map((field) => [field, draft[field]]))
}

/** What must be mended before a draft can be saved. */
export function problemsOf({ name, week, exceptions }: CalendarDraft): DraftProblem[] {
  const problems = new Set<DraftProblem>()
  if (name.trim() === '') problems.add('name')
  if (week.some((hours) => !isInOrder(hours))) problems.add('hours')
  for (const { name: title, from, to, hours } of exceptions) {
    if (title.trim() === '') problems.add('exceptionName')
    if (from === '' || to < from) problems.add('exceptionDays')
    if (hours && (hours.length === 0 || !isInOrder(hours))) problems.add('exceptionHours')
  }
  return [...problems]
}

/** Whether each stretch ends after it begins, and the next begins no sooner than it ends. */
export function isInOrder(hours: DayHours): boolean {
  return hours.every(({ from, to }, index) => from < to && (hours[index - 1]?.to ?? '') <= from)
}

/** One more stretch after the last of a day; an empty day begins with the morning. */
export function withNextHours(hours: DayHours): DayHours {
  const last = hours.at(-1)
  if (!last) return [{ from: '09:00', to: '12:00' }]
  if (last.to < '14:00') return [...hours, { from: '14:00', to: '17:00' }]
  const hour = Number(last.to.slice(0, 2)) + 1
  if (hour >= 24) return hours
  return [...hours, { from: `${String(hour).padStart(2, '0')}:00`, to: '24:00' }]
}
