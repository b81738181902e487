import { type Static, Type } from 'typebox'
import { DeadlineKind } from './deadline-kinds.ts'
import { Id, NullableInstant, NullableString } from './values.ts'

/** What a change of a policy or calendar would do to open deadlines. */
export const DeadlineMoves = Type.Object({
  examined: Type.Integer(),
  later: Type.Integer(),
  earlier: Type.Integer(),
  started: Type.Integer(),
  ended: Type.Integer(),
  breachesCreated: Type.Integer(),
  breachesCured: Type.Integer(),
  /** The first of them, those that matter most first. `before` null: a new one; `after` null: there is none any more. */
  items: Type.Array(
    Type.Object({
      conversationId: Id,
      reference: NullableString,
      subject: Type.String(),
      kind: DeadlineKind,
      before: NullableInstant,
      after: NullableInstant,
    }),
  ),
})
export type DeadlineMoves = Static<typeof DeadlineMoves>
