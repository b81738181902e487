import type { Address } from '@levee/domain'
import { instantOf } from '@levee/domain/reading'
import ICAL from 'ical.js'
import { storableLine, storableText } from './storable-text.ts'
import { zoneOf } from './time-zone.ts'

/** An appointment in a mail (RFC 5546): who, when, where. */
export type Invitation = {
  kind: 'invitation'
  method: 'request' | 'cancel' | 'reply' | 'other'
  summary: string
  location: string
  description: string
  organizer: Address | null
  attendees: Address[]
  /** How many there are; the list is cut. */
  attendeeCount: number
  start: Date | null
  /** The end; of one that takes whole days, the first moment after it. */
  end: Date | null
  isAllDay: boolean
  /** The zone in which it was planned, null when it is unknown: its times are then taken as UTC. */
  timeZone: string | null
  isRepeated: boolean
}

/** Names on a card; a hostile one has ten thousand. */
const MOST_ATTENDEES = 50
const LONGEST_TEXT = 5000 // characters

/** The first event of a calendar; null when there is none, or it is broken: then it is a file as any other. */
export function readInvitation(text: string, method: string | undefined): Invitation | null {
  try {
    const calendar = new ICAL.Component(firstCalendar(ICAL.parse(text)))
    const event = calendar.getFirstSubcomponent('vevent')
    const said = method ?? valueOf(calendar, 'method')
    return event ? invitationOf(event, said) : null
  } catch {
    return null // ical.js throws on whatever it does not understand
  }
}

/** ical.js gives one calendar, or a list of them. */
function firstCalendar(parsed: [string, unknown[], unknown[]] | [string, unknown[], unknown[]][]) {
  const [first] = parsed
  return Array.isArray(first) ? first : parsed
}

function invitationOf(event: InstanceType<typeof ICAL.Component>, method: string): Invitation {
  const attendees = event.getAllProperties('attendee')
  const organizer = event.getFirstProperty('organizer')
  const start = momentOf(event.getFirstProperty('dtstart'))
  return {
    kind: 'invitation',
    method: methodOf(method),
    summary: storableLine(valueOf(event, 'summary')).slice(0, LONGEST_TEXT),
    location: storableLine(valueOf(event, 'location')).slice(0, LONGEST_TEXT),
    description: storableText(valueOf(event, 'description')).slice(0, LONGEST_TEXT).trim(),
    organizer: organizer ? personOf(organizer) : null,
    attendees: attendees.slice(0, MOST_ATTENDEES).map(personOf),
    attendeeCount: attendees.length,
    start: start?.at ?? null,
    end: endOf(event, start),
    isAllDay: start?.isDay ?? false,
    timeZone: start?.timeZone ?? null,
    isRepeated: event.getFirstProperty('rrule') !== null,
  }
}

type Property = InstanceType<typeof ICAL.Property>
type Moment = { at: Date; isDay: boolean; timeZone: string | null }

function valueOf(component: InstanceType<typeof ICAL.Component>, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name)
  return typeof value === 'string' ? value : ''
}

function methodOf(method: string): Invitation['method'] {
  const name = method.toLowerCase()
  return name === 'request' || name === 'cancel' || name === 'reply' ? name : 'other'
}

function personOf(property: Property): Address {
  const value: unknown = property.getFirstValue()
  const address = typeof value === 'string' ? value.replace(/^mailto:/i, '') : ''
  const name: unknown = property.getParameter('cn')
  return {
    name: storableLine(typeof name === 'string' ? name : ''),
    address: storableLine(address),
  }
}

/** A date or time (RFC 5545 §3.3.5): of its zone, by its IANA or its Windows name, of UTC, or of nobody. */
function momentOf(property: Property | null): Moment | null {
  const value: unknown = property?.getFirstValue()
  if (!property || !(value instanceof ICAL.Time)) return null
  const isDay = value.isDate
  const day = Date.UTC(value.year, value.month - 1, value.day)
  const time = isDay ? 0 : ((value.hour * 60 + value.minute) * 60 + value.second) * 1000
  const isUtc = value.zone?.tzid === 'UTC'
  const timeZone = isUtc ? null : zoneOf(property.getParameter('tzid'))
  const at = timeZone && !isDay ? instantOf(day / 86_400_000, time, timeZone) : day + time
  return Number.isFinite(at) ? { at: new Date(at), isDay, timeZone } : null
}

function endOf(event: InstanceType<typeof ICAL.Component>, start: Moment | null): Date | null {
  const end = momentOf(event.getFirstProperty('dtend'))
  if (end) return end.at
  const duration: unknown = event.getFirstPropertyValue('duration')
  if (!start || !(duration instanceof ICAL.Duration)) return null
  return new Date(start.at.getTime() + duration.toSeconds() * 1000)
}
