import { type Static, type TProperties, Type } from 'typebox'
import { Calendar } from './calendars.ts'
import { NewDeadlinePolicy } from './deadline-policies.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, Instant, List } from './values.ts'

/** Who made a version, and when; nobody: Levee itself, at its start or from a feed. */
const versionOf = <P extends TProperties>(content: P) =>
  Type.Object({
    version: Type.Integer(),
    at: Instant,
    author: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()]),
    content: Type.Object(content),
  })

export const PolicyVersion = versionOf(NewDeadlinePolicy.properties)
export type PolicyVersion = Static<typeof PolicyVersion>

const { name, timeZone, week, exceptions, holidays } = Calendar.properties
export const CalendarVersion = versionOf({
  name,
  timeZone,
  week,
  exceptions,
  holidays,
  /** How many closures its feeds told. */
  feedClosures: Type.Integer(),
})
export type CalendarVersion = Static<typeof CalendarVersion>

export const listPolicyVersions = endpoint({
  method: 'GET',
  url: '/api/v1/deadline-policies/:id/versions',
  schema: {
    summary: 'What a policy was, the newest version first (admin)',
    params: IdParams,
    response: { 200: List(PolicyVersion) },
  },
})

export const listCalendarVersions = endpoint({
  method: 'GET',
  url: '/api/v1/calendars/:id/versions',
  schema: {
    summary: 'What a calendar was, the newest version first (admin)',
    params: IdParams,
    response: { 200: List(CalendarVersion) },
  },
})
