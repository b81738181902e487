import type { DeadlineFeed } from '@levee/contract'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { me, showSettings } from '../../testing/show-settings.tsx'
import { FeedsCard } from './feeds-card.tsx'

afterEach(() => vi.unstubAllGlobals())

const teams = [
  { id: '0190c0de-0000-7000-8000-00000000000a', name: 'Roads', memberIds: [me.id] },
  { id: '0190c0de-0000-7000-8000-00000000000b', name: 'Schools', memberIds: [] },
]
const feed: DeadlineFeed = {
  id: '0190c0de-0000-7000-8000-00000000000c',
  teamId: null,
  createdAt: '2026-03-02T09:00:00.000Z',
  lastReadAt: null,
}
const path = '/api/v1/feeds/levee_feed_secret/deadlines.ics'

describe('deadlines in a calendar of one’s own', () => {
  it('are offered for oneself and one’s departments; the address is shown once, copied, and revoked', async () => {
    let feeds: DeadlineFeed[] = []
    const asked = showSettings(<FeedsCard />, {
      answer: (sent) => {
        if (sent.path.endsWith('/teams')) return { items: teams, nextCursor: null }
        if (sent.method === 'GET') return { items: feeds, nextCursor: null }
        feeds = sent.method === 'POST' ? [feed] : []
        return sent.method === 'POST' ? { ...feed, path } : undefined
      },
    })
    await screen.findByText('Roads')
    expect(screen.queryByText('Schools')).toBeNull()
    const user = userEvent.setup()
    const mine = 'Mail that you are in charge of'
    await user.click(await screen.findByLabelText(`Make an address for ${mine}`))
    const address = await screen.findByLabelText<HTMLInputElement>('Address to subscribe to')
    expect(address.value).toBe(new URL(path, location.origin).href)
    await user.click(screen.getByRole('button', { name: 'Copy the address' }))
    expect(await navigator.clipboard.readText()).toBe(address.value)
    await user.click(screen.getByLabelText(`Revoke the address for ${mine}`))
    await user.click(await screen.findByRole('button', { name: 'Revoke the address' }))
    await waitFor(() => expect(screen.queryByLabelText('Address to subscribe to')).toBeNull())
    const changes = asked.filter(({ method }) => method !== 'GET')
    expect(changes.map(({ method, path: at }) => `${method} ${at}`)).toEqual([
      'POST /api/v1/deadline-feeds',
      `DELETE /api/v1/deadline-feeds/${feed.id}`,
    ])
  })
})
