/** A time on the wall, `HH:MM`; `24:00` is the end of a day. */
export type WallTime = string

/** A day on the wall, `YYYY-MM-DD`. */
export type LocalDate = string

/** Open from one time up to, not including, another. */
export type OpenHours = { from: WallTime; to: WallTime }

/** Monday first, seven of them; a day without hours is closed. */
export type WeeklyHours = readonly (readonly OpenHours[])[]

/**
 * Days that differ from the week, first and last included. `open` days have these hours instead of
 * those of the week, also on a holiday. `closed` ones lose theirs: all of them, or these.
 */
export type CalendarException = {
  kind: 'closed' | 'open'
  name: string
  from: LocalDate
  to: LocalDate
  /** Null is the whole day. */
  hours: readonly OpenHours[] | null
}

/** Public holidays that are computed by rule. */
export type HolidaySet = {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** A part of the country with holidays of its own, e.g. `alsace-moselle`; null is the country at large. */
  zone: string | null
  /** Holidays on which work goes on all the same, e.g. `whitMonday`. */
  worked: readonly HolidayKey[]
}

export type HolidayKey = string

/** A public holiday in one year. */
export type Holiday = { date: LocalDate; key: HolidayKey; name: { fr: string; en: string } }

/** A closure that a feed (iCalendar) or a list of dates tells; `hours` null is the whole day. */
export type FeedClosure = {
  name: string
  from: LocalDate
  to: LocalDate
  hours: readonly OpenHours[] | null
}

/** When an organisation, a team or a mailbox works. A version never changes: a change makes the next one. */
export type Calendar = {
  id: string
  version: number
  name: string
  /** IANA, e.g. `Europe/Paris`. */
  timeZone: string
  week: WeeklyHours
  exceptions: readonly CalendarException[]
  holidays: HolidaySet | null
  /** What its feeds said when this version was made. */
  feedClosures: readonly FeedClosure[]
}

/** Why a day, or a part of it, does not count. */
export type Closure =
  | { kind: 'weekly' } // a day of the week without hours
  | { kind: 'holiday'; key: HolidayKey; name: { fr: string; en: string } }
  | { kind: 'exception' | 'feed'; name: string }
