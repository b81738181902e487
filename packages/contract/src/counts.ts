import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'

export const Counts = Type.Object({
  views: Type.Record(Type.String(), Type.Integer()),
  mailboxes: Type.Record(Type.String(), Type.Integer()),
})
export type Counts = Static<typeof Counts>

export const getCounts = endpoint({
  method: 'GET',
  url: '/api/v1/counts',
  schema: {
    summary: 'How many conversations each view has, and how many open ones each mailbox has',
    response: { 200: Counts },
  },
})
