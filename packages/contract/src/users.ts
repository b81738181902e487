import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Id, IdParams, List, Locale, NullableInstant, OneOf, Strict } from './values.ts'

export const Role = OneOf(['staff', 'manager', 'admin'])
export type Role = Static<typeof Role>

export const User = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: Role,
  locale: Locale,
  disabledAt: NullableInstant,
})
export type User = Static<typeof User>

const fields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  email: Type.String({ format: 'email', maxLength: 254 }),
  role: Role,
  password: Type.String({ minLength: 10, maxLength: 200 }),
  locale: Locale,
}

export const listUsers = endpoint({
  method: 'GET',
  url: '/api/v1/users',
  schema: {
    summary: 'The users; everybody sees names, for assigning',
    response: { 200: List(User) },
  },
})

export const addUser = endpoint({
  method: 'POST',
  url: '/api/v1/users',
  schema: {
    summary: 'Add a user (admin)',
    body: Strict({
      ...fields,
      password: Type.Optional(fields.password),
      locale: Type.Optional(Locale),
    }),
    response: {
      201: Type.Object({ ...User.properties, initialPassword: Type.Optional(Type.String()) }),
    },
  },
})

export const getUser = endpoint({
  method: 'GET',
  url: '/api/v1/users/:id',
  schema: { summary: 'One user', params: IdParams, response: { 200: User } },
})

export const changeUser = endpoint({
  method: 'PATCH',
  url: '/api/v1/users/:id',
  schema: {
    summary: 'Change a user (admin); disabling or a new password ends their sessions',
    params: IdParams,
    body: Type.Partial(Strict({ ...fields, disabled: Type.Boolean() })),
    response: { 200: User },
  },
})
