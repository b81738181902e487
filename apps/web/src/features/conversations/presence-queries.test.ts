import type { LiveEvent, Presence } from '@levee/contract'
import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { followPresence } from './presence-queries.ts'

const client = new QueryClient()
const here = (): Presence[] | undefined => client.getQueryData(['presence'])
const hear = (userId: string, state: 'viewing' | 'writing' | 'gone', conversationId = 'c') => {
  const event: LiveEvent = { type: 'presence', conversationId, mailboxIds: [], userId, state }
  followPresence(client, event)
}

it('knows who is where from what is announced, and asks the server only once', () => {
  hear('claire', 'viewing')
  expect(here()).toBeUndefined() // nobody asked yet: the answer will have it
  client.setQueryData(['presence'], [{ conversationId: 'c', userId: 'karim', state: 'viewing' }])
  hear('claire', 'viewing')
  hear('claire', 'writing')
  hear('karim', 'viewing', 'd')
  hear('karim', 'gone')
  expect(here()).toEqual([
    { conversationId: 'c', userId: 'claire', state: 'writing' },
    { conversationId: 'd', userId: 'karim', state: 'viewing' },
  ])
})
