import { type Static, Type } from 'typebox'
import { Address, NullableInstant, NullableString, OneOf } from './values.ts'

const NullableAddress = Type.Union([Address, Type.Null()])

/** A message in a message; `text` is its beginning. */
export const ForwardedMessage = Type.Object({
  kind: Type.Literal('message'),
  from: NullableAddress,
  to: Type.Array(Address),
  subject: Type.String(),
  date: NullableInstant,
  text: Type.String(),
})
export type ForwardedMessage = Static<typeof ForwardedMessage>

/** An appointment (RFC 5546); `attendees` is the beginning of a list of `attendeeCount`. */
export const Invitation = Type.Object({
  kind: Type.Literal('invitation'),
  method: OneOf(['request', 'cancel', 'reply', 'other']),
  summary: Type.String(),
  location: Type.String(),
  description: Type.String(),
  organizer: NullableAddress,
  attendees: Type.Array(Address),
  attendeeCount: Type.Integer(),
  start: NullableInstant,
  end: NullableInstant,
  isAllDay: Type.Boolean(),
  timeZone: NullableString,
  isRepeated: Type.Boolean(),
})
export type Invitation = Static<typeof Invitation>

/** A signature or an encrypted part, which Levee names and does not open. */
export const CryptoContainer = Type.Object({
  kind: OneOf(['signature', 'encrypted']),
  protocol: OneOf(['smime', 'pgp']),
})
export type CryptoContainer = Static<typeof CryptoContainer>

/** What a part says, for those that are shown as a card. */
export const PartCard = Type.Union([ForwardedMessage, Invitation, CryptoContainer])
export type PartCard = Static<typeof PartCard>
