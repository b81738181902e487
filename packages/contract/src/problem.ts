import { type Static, Type } from 'typebox'

/** What every refusal looks like (RFC 9457), with a stable `code` and, for bad input, each field's message. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  code: Type.String(),
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  changes: Type.Optional(Type.Unknown()),
})
export type Problem = Static<typeof Problem>
