import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, List, Nothing, OneOf, Strict } from './values.ts'

export const Team = Type.Object({
  id: Id,
  name: Type.String(),
  memberIds: Type.Array(Id),
  /** How mail of the team finds somebody: a person decides, each in turn, or who has least to do. */
  assignment: OneOf(['manual', 'roundRobin', 'leastLoaded']),
  /** Whether what nobody has goes to the member who opens it first. */
  assignsOnOpening: Type.Boolean(),
})
export type Team = Static<typeof Team>

const fields = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  memberIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
  assignment: Type.Optional(OneOf(['manual', 'roundRobin', 'leastLoaded'])),
  assignsOnOpening: Type.Optional(Type.Boolean()),
}

export const listTeams = endpoint({
  method: 'GET',
  url: '/api/v1/teams',
  schema: { summary: 'The teams', response: { 200: List(Team) } },
})

export const addTeam = endpoint({
  method: 'POST',
  url: '/api/v1/teams',
  schema: { summary: 'Add a team (admin)', body: Strict(fields), response: { 201: Team } },
})

export const changeTeam = endpoint({
  method: 'PATCH',
  url: '/api/v1/teams/:id',
  schema: {
    summary: 'Change a team (admin)',
    params: IdParams,
    body: Type.Partial(Strict(fields)),
    response: { 200: Team },
  },
})

export const removeTeam = endpoint({
  method: 'DELETE',
  url: '/api/v1/teams/:id',
  schema: {
    summary: 'Remove a team (admin); its conversations keep their user',
    params: IdParams,
    response: { 204: Nothing },
  },
})
