import { endpoint } from './endpoint.ts'
import { IdParams, Nothing } from './values.ts'

export const followConversation = endpoint({
  method: 'PUT',
  url: '/api/v1/conversations/:id/follow',
  schema: {
    summary: 'Be told of new mail, notes, replies and changes of status',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const unfollowConversation = endpoint({
  method: 'DELETE',
  url: '/api/v1/conversations/:id/follow',
  schema: { summary: 'Be told no more of it', params: IdParams, response: { 204: Nothing } },
})
