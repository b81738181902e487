import type { Priority } from '../conversations/status.ts'
import type { HolidaySet } from './calendar.ts'
import type { PauseReason } from './clock.ts'

export const DEADLINE_KINDS = [
  'acknowledge',
  'firstReply',
  'nextReply',
  'resolution',
  'opinion',
  'statutory',
] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

export const LENGTH_UNITS = ['workingMinutes', 'workingDays', 'calendarDays', 'months'] as const
export type LengthUnit = (typeof LENGTH_UNITS)[number]

/** What starts a clock. `incoming` is each mail from outside that nobody has answered yet. */
export const START_EVENTS = [
  'received',
  'registered',
  'assigned',
  'incoming',
  'opinionAsked',
] as const
export type StartEvent = (typeof START_EVENTS)[number]

/**
 * Which days are working days. `calendar`: those on which the calendar opens. The others are of the law
 * and know no closure of the house: Monday to Friday (*jours ouvrés*), to Saturday (*jours ouvrables*),
 * both without public holidays.
 */
export const WORKING_DAYS = ['calendar', 'mondayToFriday', 'mondayToSaturday'] as const
export type WorkingDays = (typeof WORKING_DAYS)[number]

/** When on its last day a deadline of days or months ends: at the time of its start, when work ends, at 24:00. */
export const DAY_ENDS = ['sameTime', 'closeOfBusiness', 'midnight'] as const
export type DayEnd = (typeof DAY_ENDS)[number]

export const WARNING_TARGETS = ['assignee', 'team', 'manager', 'address'] as const

/** A warning, or an escalation, before or after the deadline. */
export type WarningStep = {
  /** Negative is before the deadline. */
  minutes: number
  /** Whether the minutes are of working time. */
  inWorkingTime: boolean
  to: (typeof WARNING_TARGETS)[number]
  /** For `to: 'address'`. */
  address: string | null
}

/** One deadline that a policy sets. */
export type DeadlineTarget = {
  kind: DeadlineKind
  length: { count: number; unit: LengthUnit }
  starts: StartEvent
  /** What begins outside working hours begins at the next opening; in working minutes it always does. */
  waitsForOpening: boolean
  /** Whether the day of the start is the first of the days counted. */
  startDayCounts: boolean
  workingDays: WorkingDays
  ends: DayEnd
  /** The end goes on to the next working day when its day is none (Regulation 1182/71 Art. 3(4)). */
  movesToWorkingDay: boolean
  /** One more day: neither the first nor the last counts (*délai franc*). */
  isClear: boolean
  /** So many working days at least, however short (Regulation 1182/71 Art. 3(5)); 0 for no such rule. */
  leastWorkingDays: number
  /** What stops the clock. */
  pausedBy: readonly PauseReason[]
  warnings: readonly WarningStep[]
}

/** Which conversations a policy is for: each list that is not empty must contain the conversation's. */
export type PolicyConditions = {
  mailboxIds: readonly string[]
  teamIds: readonly string[]
  tagIds: readonly string[]
  priorities: readonly Priority[]
  channels: readonly ('email' | 'paper')[]
}

/** Which deadlines a conversation has. A version never changes: a change makes the next one. */
export type DeadlinePolicy = {
  id: string
  version: number
  name: string
  /** The order in which policies are tried; the first that fits is taken. */
  position: number
  /** Null is the fall-back: it fits everything, and is tried last. */
  conditions: PolicyConditions | null
  /** Null: the calendar of the mailbox, the team or the organisation. */
  calendarId: string | null
  targets: readonly DeadlineTarget[]
  /** What is answered by itself to the first mail; null, or left out: nothing. */
  acknowledgement?: PolicyAcknowledgement | null
}

/** The templates of an acknowledgement of receipt, by language; null: none in that language. */
export type PolicyAcknowledgement = { fr: string | null; en: string | null }

/** What of a conversation decides its policy. */
export type PolicyFacts = {
  mailboxIds: readonly string[]
  teamId: string | null
  tagIds: readonly string[]
  priority: Priority
  channel: 'email' | 'paper'
  /** Set by a rule or by hand: taken whatever the conditions say. */
  policyId: string | null
}

/** A usual policy to begin with. What comes from a law is to be checked with one's counsel. */
export type PolicyPreset = {
  key: string
  name: { fr: string; en: string }
  /** The text of law; null for a habit of the trade. */
  source: string | null
  needsCounsel: boolean
  holidays: HolidaySet | null
  targets: readonly DeadlineTarget[]
}
