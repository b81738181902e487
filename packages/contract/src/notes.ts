import { Type } from 'typebox'
import { TimelineEntry } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { IdParams, Strict } from './values.ts'

export const addNote = endpoint({
  method: 'POST',
  url: '/api/v1/conversations/:id/notes',
  schema: {
    summary: 'Add a note that only staff see',
    params: IdParams,
    body: Strict({ text: Type.String({ minLength: 1, maxLength: 20_000 }) }),
    response: { 201: TimelineEntry },
  },
})
