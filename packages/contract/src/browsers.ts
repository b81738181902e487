import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  Id,
  IdParams,
  Instant,
  Nothing,
  NullableInstant,
  NullableString,
  Strict,
} from './values.ts'

/** A browser in which somebody is told while Levee is not open (Web Push, RFC 8030). */
export const Browser = Type.Object({
  id: Id,
  /** As it calls itself, such as `Firefox · Windows`. */
  name: Type.String(),
  /** SHA-256 of its endpoint, in base64url: by this a browser knows itself in the list. */
  fingerprint: Type.String(),
  /** Whether the subject of the mail may stand on its screen, which others may see. */
  showsSubject: Type.Boolean(),
  createdAt: Instant,
  lastToldAt: NullableInstant,
  /** Why its push service refused the last news. */
  problem: NullableString,
})
export type Browser = Static<typeof Browser>

export const listBrowsers = endpoint({
  method: 'GET',
  url: '/api/v1/browsers',
  schema: {
    summary: 'The browsers in which the viewer is told, and the key that they subscribe with',
    response: {
      200: Type.Object({
        items: Type.Array(Browser),
        nextCursor: NullableString,
        /** The installation’s public key (RFC 8292 §3.2): a point of P-256 in base64url. */
        publicKey: Type.String(),
      }),
    },
  },
})

export const addBrowser = endpoint({
  method: 'POST',
  url: '/api/v1/browsers',
  schema: {
    summary: 'Tell the viewer in this browser; one that is known already is brought up to date',
    body: Strict({
      endpoint: Type.String({ pattern: '^https?://', maxLength: 1000 }),
      p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{87}=?$' }),
      auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}(==)?$' }),
      /** The endpoint that this browser had before. */
      replaces: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    response: { 201: Browser },
  },
})

export const changeBrowser = endpoint({
  method: 'PATCH',
  url: '/api/v1/browsers/:id',
  schema: {
    summary: 'Change what one of the viewer’s browsers shows',
    params: IdParams,
    body: Strict({ showsSubject: Type.Boolean() }),
    response: { 200: Browser },
  },
})

export const removeBrowser = endpoint({
  method: 'DELETE',
  url: '/api/v1/browsers/:id',
  schema: {
    summary: 'Tell the viewer no more in one of their browsers',
    params: IdParams,
    response: { 204: Nothing },
  },
})
