import { type Static, Type } from 'typebox'
import { NullableWallTime } from './calendars.ts'
import { endpoint } from './endpoint.ts'
import { OneOf, Strict } from './values.ts'

/** Mail that is given to somebody; and what happens to mail that they follow. */
export const NewsTopic = OneOf(['assigned', 'message', 'note', 'reply', 'status'])
export type NewsTopic = Static<typeof NewsTopic>

/** When the viewer may be written to; null: as the organisation says. */
export const NoticeSettings = Strict({
  /** Null together with `quietTo`; the same time twice: never quiet. */
  quietFrom: NullableWallTime,
  quietTo: NullableWallTime,
  digestAt: NullableWallTime,
  /** Whether a digest of the day is written at all. */
  digest: Type.Boolean(),
  /** What the viewer is told of besides what names them. */
  toldOf: Type.Array(NewsTopic, { maxItems: 5, uniqueItems: true }),
  /** Whether news that they did not read in the application are written to them. */
  newsByMail: Type.Boolean(),
})
export type NoticeSettings = Static<typeof NoticeSettings>

export const getNoticeSettings = endpoint({
  method: 'GET',
  url: '/api/v1/notice-settings',
  schema: {
    summary: 'The viewer’s own quiet hours and digest',
    response: { 200: NoticeSettings },
  },
})

export const changeNoticeSettings = endpoint({
  method: 'PATCH',
  url: '/api/v1/notice-settings',
  schema: {
    summary: 'Change one’s own quiet hours and digest',
    body: Type.Partial(NoticeSettings),
    response: { 200: NoticeSettings },
  },
})
