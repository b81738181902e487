import type { Calendar, Conversation } from '@levee/contract'
import { type CompiledCalendar, compiledCalendar } from '@levee/domain'

type Place = Pick<Conversation, 'mailboxId' | 'teamId'>

/** The calendar that counts for mail: its mailbox's, its department's, or the organisation's. */
export function calendarOf(
  { mailboxId, teamId }: Place,
  calendars: readonly Calendar[],
): Calendar | undefined {
  return (
    calendars.find(({ mailboxIds }) => mailboxIds.includes(mailboxId)) ??
    calendars.find(({ teamIds }) => teamId !== null && teamIds.includes(teamId)) ??
    calendars.find(({ isDefault }) => isDefault)
  )
}

const ready = new WeakMap<Calendar, CompiledCalendar>()

/** A calendar made ready to count by; what its feeds close is only known to the server. */
export function hoursOf(calendar: Calendar): CompiledCalendar {
  const known = ready.get(calendar)
  if (known) return known
  const hours = compiledCalendar({ ...calendar, feedClosures: [] })
  ready.set(calendar, hours)
  return hours
}
