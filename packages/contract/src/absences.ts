import { type Static, Type } from 'typebox'
import { LocalDate } from './calendars.ts'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, List, Nothing, NullableId, OneOf, Strict } from './values.ts'

/** Days, both included, on which somebody is away. */
export const Absence = Type.Object({
  id: Id,
  userId: Id,
  from: LocalDate,
  to: LocalDate,
  /** Who is told of deadlines meanwhile; null is whoever else is concerned. */
  substituteId: NullableId,
})
export type Absence = Static<typeof Absence>

const fields = { from: LocalDate, to: LocalDate, substituteId: NullableId }

export const NewAbsence = Strict({ userId: Id, ...fields })
export type NewAbsence = Static<typeof NewAbsence>

export const listAbsences = endpoint({
  method: 'GET',
  url: '/api/v1/absences',
  schema: {
    summary: 'Who is away from today on; everybody sees it, for assigning',
    querystring: Strict({
      /** Also those that are over for two weeks at most. */
      ended: Type.Optional(OneOf(['true', 'false'])),
    }),
    response: { 200: List(Absence) },
  },
})

export const addAbsence = endpoint({
  method: 'POST',
  url: '/api/v1/absences',
  schema: {
    summary: 'Say that somebody is away: oneself, or anybody (manager)',
    body: NewAbsence,
    response: { 201: Absence },
  },
})

export const changeAbsence = endpoint({
  method: 'PATCH',
  url: '/api/v1/absences/:id',
  schema: {
    summary: 'Change an absence of one’s own, or of anybody (manager)',
    params: IdParams,
    body: Type.Partial(Strict(fields)),
    response: { 200: Absence },
  },
})

export const removeAbsence = endpoint({
  method: 'DELETE',
  url: '/api/v1/absences/:id',
  schema: {
    summary: 'Remove an absence of one’s own, or of anybody (manager)',
    params: IdParams,
    response: { 204: Nothing },
  },
})
