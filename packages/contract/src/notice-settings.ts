import { type Static, Type } from 'typebox'
import { NullableWallTime } from './calendars.ts'
import { endpoint } from './endpoint.ts'
import { Strict } from './values.ts'

/** When the viewer may be written to; null: as the organisation says. */
export const NoticeSettings = Strict({
  /** Null together with `quietTo`; the same time twice: never quiet. */
  quietFrom: NullableWallTime,
  quietTo: NullableWallTime,
  digestAt: NullableWallTime,
  /** Whether a digest of the day is written at all. */
  digest: Type.Boolean(),
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
