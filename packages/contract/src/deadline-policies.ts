import { type Static, Type } from 'typebox'
import { DeadlineKind } from './deadline-kinds.ts'
import { DeadlineMoves } from './deadline-moves.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, List, Nothing, NullableId, NullableString, OneOf, Strict } from './values.ts'

export const PauseReason = OneOf(['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'])
export type PauseReason = Static<typeof PauseReason>

export const DayEnd = OneOf(['sameTime', 'closeOfBusiness', 'midnight'])

export const DeadlineLength = Strict({
  count: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  unit: OneOf(['workingMinutes', 'workingDays', 'calendarDays', 'months']),
})

export const WarningStep = Strict({
  /** Negative is before the deadline. */
  minutes: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
  inWorkingTime: Type.Boolean(),
  to: OneOf(['assignee', 'team', 'manager', 'address']),
  /** For `to: 'address'`. */
  address: NullableString,
})
export type WarningStep = Static<typeof WarningStep>

export const DeadlineTarget = Strict({
  kind: DeadlineKind,
  length: DeadlineLength,
  starts: OneOf(['received', 'registered', 'assigned', 'incoming', 'opinionAsked']),
  waitsForOpening: Type.Boolean(),
  startDayCounts: Type.Boolean(),
  workingDays: OneOf(['calendar', 'mondayToFriday', 'mondayToSaturday']),
  ends: DayEnd,
  movesToWorkingDay: Type.Boolean(),
  isClear: Type.Boolean(),
  leastWorkingDays: Type.Integer({ minimum: 0, maximum: 10 }),
  pausedBy: Type.Array(PauseReason, { maxItems: 5 }),
  warnings: Type.Array(WarningStep, { maxItems: 20 }),
})
export type DeadlineTarget = Static<typeof DeadlineTarget>

/** Each list that is not empty must contain the conversation's. */
export const PolicyConditions = Strict({
  mailboxIds: Type.Array(Id, { maxItems: 200 }),
  teamIds: Type.Array(Id, { maxItems: 200 }),
  tagIds: Type.Array(Id, { maxItems: 200 }),
  priorities: Type.Array(OneOf(['low', 'normal', 'high', 'urgent']), { maxItems: 4 }),
  channels: Type.Array(OneOf(['email', 'paper']), { maxItems: 2 }),
})
export type PolicyConditions = Static<typeof PolicyConditions>

/** The templates of an acknowledgement of receipt by language: who writes in another one gets the one that there is. */
export const PolicyAcknowledgement = Strict({ fr: NullableId, en: NullableId })
export type PolicyAcknowledgement = Static<typeof PolicyAcknowledgement>

const fields = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** Null is the fall-back. */
  conditions: Type.Union([PolicyConditions, Type.Null()]),
  /** Null: the calendar of the mailbox, the team or the organisation. */
  calendarId: NullableId,
  targets: Type.Array(DeadlineTarget, { maxItems: 12 }),
  /** Null, or left out: nothing is acknowledged. */
  acknowledgement: Type.Optional(Type.Union([PolicyAcknowledgement, Type.Null()])),
}

/** A deadline policy in its newest version. */
export const DeadlinePolicy = Type.Object({
  id: Id,
  version: Type.Integer(),
  position: Type.Integer(),
  ...fields,
})
export type DeadlinePolicy = Static<typeof DeadlinePolicy>

export const NewDeadlinePolicy = Strict(fields)
export type NewDeadlinePolicy = Static<typeof NewDeadlinePolicy>

export const listDeadlinePolicies = endpoint({
  method: 'GET',
  url: '/api/v1/deadline-policies',
  schema: {
    summary: 'The deadline policies in the order in which they are tried',
    response: { 200: List(DeadlinePolicy) },
  },
})

export const addDeadlinePolicy = endpoint({
  method: 'POST',
  url: '/api/v1/deadline-policies',
  schema: {
    summary: 'Add a deadline policy, the last before the fall-back (admin)',
    body: NewDeadlinePolicy,
    response: { 201: DeadlinePolicy },
  },
})

export const changeDeadlinePolicy = endpoint({
  method: 'PATCH',
  url: '/api/v1/deadline-policies/:id',
  schema: {
    summary: 'Make the next version of a policy, or move it; deadlines are counted again (admin)',
    params: IdParams,
    body: Type.Partial(Strict({ ...fields, position: Type.Integer({ minimum: 0 }) })),
    response: { 200: DeadlinePolicy },
  },
})

export const removeDeadlinePolicy = endpoint({
  method: 'DELETE',
  url: '/api/v1/deadline-policies/:id',
  schema: {
    summary: 'Remove a policy that is not the fall-back (admin)',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const previewDeadlinePolicy = endpoint({
  method: 'POST',
  url: '/api/v1/deadline-policies/what-if',
  schema: {
    summary: 'Which open deadlines a change of a policy would move; changes nothing (admin)',
    body: Strict({
      /** Null: the draft is a new policy; a null draft removes the policy. */
      id: NullableId,
      draft: Type.Union([
        Type.Partial(Strict({ ...fields, position: Type.Integer({ minimum: 0 }) })),
        Type.Null(),
      ]),
    }),
    response: { 200: DeadlineMoves },
  },
})
