import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { User } from './users.ts'
import { Locale, Nothing, Strict } from './values.ts'

const Password = Type.String({ minLength: 10, maxLength: 200 })

export const SignedIn = Type.Object({
  user: User,
  organisation: Type.String(),
  timeZone: Type.String(),
})
export type SignedIn = Static<typeof SignedIn>

export const getSetup = endpoint({
  method: 'GET',
  url: '/api/v1/setup',
  schema: {
    summary: 'Whether this installation still has to be set up',
    response: { 200: Type.Object({ required: Type.Boolean() }) },
  },
})

export const setUp = endpoint({
  method: 'POST',
  url: '/api/v1/setup',
  schema: {
    summary: 'Name the organisation and create its first admin, who is then signed in',
    body: Strict({
      organisation: Type.String({ minLength: 1, maxLength: 200 }),
      name: Type.String({ minLength: 1, maxLength: 200 }),
      email: Type.String({ format: 'email', maxLength: 254 }),
      password: Password,
      locale: Type.Optional(Locale),
      timeZone: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    response: { 201: SignedIn },
  },
})

export const signIn = endpoint({
  method: 'POST',
  url: '/api/v1/session',
  schema: {
    summary: 'Sign in',
    body: Strict({
      email: Type.String({ maxLength: 254 }),
      password: Type.String({ maxLength: 200 }),
      totp: Type.Optional(Type.String({ maxLength: 10 })),
    }),
    response: { 200: SignedIn },
  },
})

export const getSession = endpoint({
  method: 'GET',
  url: '/api/v1/session',
  schema: { summary: 'Who is signed in', response: { 200: SignedIn } },
})

export const signOut = endpoint({
  method: 'DELETE',
  url: '/api/v1/session',
  schema: { summary: 'Sign out', response: { 204: Nothing } },
})

export const changeProfile = endpoint({
  method: 'PATCH',
  url: '/api/v1/session',
  schema: {
    summary: 'Change one’s own name, language or password',
    body: Strict({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      locale: Type.Optional(Locale),
      currentPassword: Type.Optional(Type.String({ maxLength: 200 })),
      password: Type.Optional(Password),
    }),
    response: { 200: SignedIn },
  },
})
