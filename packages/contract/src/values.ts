import { type Static, type TSchema, Type } from 'typebox'

/** An opaque identifier. */
export const Id = Type.String({ format: 'uuid' })

/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time' })

/** A text, or null where there is none. One schema with two types: unlike a union it costs nothing to serialise. */
export const NullableString = Type.Unsafe<string | null>({ type: ['string', 'null'] })
export const NullableId = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'uuid' })
export const NullableInstant = Type.Unsafe<string | null>({
  type: ['string', 'null'],
  format: 'date-time',
})
export const NullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] })

/** One of a few words. */
export const OneOf = <const W extends readonly string[]>(words: W) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words] })

/** A body or query whose unknown members are refused. */
export const Strict = <T extends Record<string, TSchema>>(members: T) =>
  Type.Object(members, { additionalProperties: false })

export const IdParams = Strict({ id: Id })

/** A display name and an address; `name` is '' when there is none. */
export const Address = Type.Object({ name: Type.String(), address: Type.String() })
export type Address = Static<typeof Address>

/** The items of a list that is given whole. */
export const List = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: NullableString })

/** How a list is paged: `cursor` is the `nextCursor` of the page before; null on the last page. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
}

/** The answer of an endpoint that has nothing to say (204). */
export const Nothing = Type.Null()

export const Locale = OneOf(['fr', 'en'])
export type Locale = Static<typeof Locale>
