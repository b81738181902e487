import type { Priority, Status } from '../conversations/status.ts'
import { type CompiledCalendar, plainWeek } from '../deadlines/compile-calendar.ts'
import { isOpenAt, workingMinutesBetween } from '../deadlines/working-time.ts'
import type { Automatic } from '../intake/automatic.ts'
import type { Address } from '../messages/address.ts'
import type { Authentication } from '../trust/authentication.ts'
import type { TrustLevel } from '../trust/trust.ts'
import type { ChangedProperty } from './rule.ts'

/** Something that has an id and is known by names: a tag by its name, a mailbox by its name and its address. */
export type NamedThing = { id: string; names: readonly string[] }

/** A message as rules see it. */
export type MessageFacts = {
  from: Address
  to: readonly Address[]
  cc: readonly Address[]
  bcc: readonly Address[]
  subject: string
  /** Its text, or what its HTML says. */
  text: string
  /** Header fields, decoded, in the order of the message. */
  headers: readonly { name: string; value: string }[]
  attachments: readonly { name: string; contentType: string; size: number }[]
  /** Bytes of the whole message. */
  size: number
  receivedAt: Date
  automatic: Automatic
  isNewsletter: boolean
  /** ISO 639-1, null when it is not known. */
  language: string | null
  /** null when nobody gave one. */
  spamScore: number | null
  authentication: Pick<Authentication, 'spf' | 'dkim' | 'dmarc'>
  trust: TrustLevel
}

/** A conversation as rules see it: as it is before any of them acts; of an arriving message, as intake plans it. */
export type ConversationFacts = {
  id: string
  status: Status
  priority: Priority
  assignee: NamedThing | null
  team: NamedThing | null
  tags: readonly NamedThing[]
  dueAt: Date | null
  /** Since when somebody outside waits for us, null when nobody does. */
  unansweredSince: Date | null
}

/** What else is known. */
export type ContextFacts = {
  mailbox: NamedThing
  contact: NamedThing | null
  organisation: NamedThing | null
}

/** One property that changed: what it was and what it is, as ids or words; for a tag, the one that went or came. */
export type PropertyChange = {
  property: ChangedProperty
  previous: string | null
  current: string | null
}

/** Why rules are looked at. */
export type RuleEvent =
  | { type: 'messageArrives'; isReply: boolean }
  | { type: 'conversationChanges'; changes: readonly PropertyChange[] }
  /** `fired`: the occasions that already had their rule (`RuleTrace.occasion`). */
  | { type: 'timePasses'; fired: ReadonlySet<string> }

/**
 * All that rules look at. `message` is the arriving one, or the last incoming one of the conversation.
 * `causedBy`: the rules whose effects led here, which do not act again.
 */
export type RuleFacts = {
  event: RuleEvent
  causedBy: readonly string[]
  message: MessageFacts
  conversation: ConversationFacts
  context: ContextFacts
}

/** The working time that rules count with. */
export type WorkingClock = {
  timeZone: string
  isWorkingTime: (at: Date) => boolean
  /** Working minutes from one instant to a later one. */
  minutesBetween: (from: Date, to: Date) => number
}

/** The working time of a calendar. */
export function clockOf(hours: CompiledCalendar): WorkingClock {
  return {
    timeZone: hours.calendar.timeZone,
    isWorkingTime: (at) => isOpenAt(at, hours),
    minutesBetween: (from, to) => workingMinutesBetween(from, to, hours),
  }
}

/** The working time as long as there are no calendars. */
export function usualClock(timeZone: string): WorkingClock {
  return clockOf(plainWeek(timeZone))
}
