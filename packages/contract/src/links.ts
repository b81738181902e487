import { Type } from 'typebox'
import { ConversationLink, LinkKind } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { Id, List, Strict } from './values.ts'

const ConversationId = Type.String({ minLength: 1, maxLength: 100 })

export const listLinks = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/links',
  schema: {
    summary: 'The conversations that one is linked with, both ways',
    params: Strict({ id: ConversationId }),
    response: { 200: List(ConversationLink) },
  },
})

export const addLink = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/links',
  schema: {
    summary: 'Link a conversation with another one, by id or reference',
    params: Strict({ id: Id }),
    body: Strict({ kind: LinkKind, to: ConversationId }),
    response: { 201: Type.Object({ ...ConversationLink.properties, activityId: Id }) },
  },
})

export const removeLink = endpoint({
  method: 'DELETE',
  url: '/api/v1/conversations/:id/links/:linkId',
  schema: {
    summary: 'Remove a link; it can be undone',
    params: Strict({ id: Id, linkId: Id }),
    response: { 200: Type.Object({ activityId: Id }) },
  },
})
