import type { Static } from 'typebox'
import { OneOf } from './values.ts'

export const DeadlineKind = OneOf([
  'acknowledge',
  'firstReply',
  'nextReply',
  'resolution',
  'opinion',
  'statutory',
])
export type DeadlineKind = Static<typeof DeadlineKind>
