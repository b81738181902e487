import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { NullableInstant, OneOf, Strict } from './values.ts'

/** Why a mail was not answered by itself. `stopped` and `suspicious` answers are held and may go later. */
export const NOT_ACKNOWLEDGED = [
  'robot',
  'list',
  'newsletter',
  'spam',
  'notRegistered',
  'imported',
  'own',
  'noAddress',
  'robotAddress',
  'replyElsewhere',
  'answered',
  'late',
  'suspicious',
  'stopped',
  'today',
  'noTemplate',
  'missing',
  'noSender',
] as const

export type NotAcknowledged = (typeof NOT_ACKNOWLEDGED)[number]

/** How automatic answers stand: whether all are stopped, how many in ten minutes stop them, what is held. */
export const AcknowledgementSettings = Type.Object({
  isStopped: Type.Boolean(),
  stoppedAt: NullableInstant,
  most: Type.Integer(),
  sentLately: Type.Integer(),
  held: Type.Object({ stopped: Type.Integer(), suspicious: Type.Integer() }),
})
export type AcknowledgementSettings = Static<typeof AcknowledgementSettings>

export const getAcknowledgements = endpoint({
  method: 'GET',
  url: '/api/v1/acknowledgements',
  schema: {
    summary: 'How automatic answers stand (admin)',
    response: { 200: AcknowledgementSettings },
  },
})

export const changeAcknowledgements = endpoint({
  method: 'PATCH',
  url: '/api/v1/acknowledgements',
  schema: {
    summary:
      'Stop all automatic answers, or let them go on: what was held is then sent or given up (admin)',
    body: Strict({
      isStopped: Type.Optional(Type.Boolean()),
      most: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      held: Type.Optional(OneOf(['send', 'drop'])),
    }),
    response: { 200: AcknowledgementSettings },
  },
})
