import type { Browser } from '@levee/contract'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { showSettings } from '../../testing/show-settings.tsx'
import { BrowsersCard } from './browsers-card.tsx'

afterEach(() => vi.unstubAllGlobals())

const endpoint = 'https://push.example/abc'
const browser = (more: Partial<Browser>): Browser => ({
  id: '0190c0de-0000-7000-8000-00000000000a',
  name: 'Firefox · Windows',
  fingerprint: 'other',
  showsSubject: false,
  createdAt: '2026-03-02T09:00:00.000Z',
  lastToldAt: null,
  problem: null,
  ...more,
})

/** A browser with Web Push: what the person allows, and whether its service answers. */
function pushing({ allows = 'granted', fails = false } = {}) {
  let subscription: object | null = null
  const made = {
    endpoint,
    options: { applicationServerKey: new Uint8Array([1]).buffer },
    toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => (subscription = null),
  }
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe: async () => {
      if (fails) throw new DOMException('push service error', 'AbortError')
      return (subscription = made)
    },
  }
  const registration = { active: {}, pushManager }
  const serviceWorker = {
    register: async () => registration,
    getRegistration: async () => registration,
    addEventListener: () => undefined,
  }
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('PushManager', {})
  vi.stubGlobal('Notification', { permission: 'default', requestPermission: async () => allows })
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { serviceWorker }))
}

const digest = await crypto.subtle.digest('SHA-256', Buffer.from(endpoint))
const fingerprint = Buffer.from(digest).toString('base64url')

function show(items: Browser[] = []) {
  return showSettings(<BrowsersCard />, {
    answer: ({ method }) => {
      if (method === 'POST') items.push(browser({ fingerprint }))
      if (method === 'DELETE') items.length = 0
      return method === 'GET' ? { items, nextCursor: null, publicKey: 'AQ' } : {}
    },
  })
}

const toggle = () => screen.findByRole('switch', { name: /^This browser/ })

describe('the browsers in which one is told', () => {
  it('are this one once it was allowed, and until it is turned off', async () => {
    pushing()
    const asked = show()
    const user = userEvent.setup()
    await user.click(await toggle())
    await waitFor(async () => expect((await toggle()).getAttribute('aria-checked')).toBe('true'))
    expect(asked).toContainEqual({
      method: 'POST',
      path: '/api/v1/browsers',
      body: { endpoint, p256dh: 'p', auth: 'a' },
    })
    await user.click(await toggle())
    await waitFor(() => expect(screen.queryByText('Firefox · Windows')).toBeNull())
    expect((await toggle()).getAttribute('aria-checked')).toBe('false')
  })

  it('are the others too, with what went wrong there', async () => {
    pushing()
    const asked = show([browser({ problem: 'answered 403' })])
    await screen.findByText(/refused the last news \(answered 403\)/)
    const user = userEvent.setup()
    await user.click(screen.getByRole('switch', { name: /^Show the subject/ }))
    await user.click(screen.getByRole('button', { name: 'Forget Firefox · Windows' }))
    await waitFor(() => expect(screen.queryByText('Firefox · Windows')).toBeNull())
    const changes = asked.filter(({ method }) => method !== 'GET')
    expect(changes.map(({ method, body }) => [method, body])).toEqual([
      ['PATCH', { showsSubject: true }],
      ['DELETE', undefined],
    ])
  })

  it('are not this one while it does not allow it, and the card says why', async () => {
    pushing({ fails: true })
    show()
    await userEvent.setup().click(await toggle())
    await screen.findByText(/could not reach its push service/)
    expect((await toggle()).getAttribute('aria-checked')).toBe('false')
  })

  it.each([
    ['blocked', /are blocked in this browser/],
    ['insecure', /begins with https/],
    ['unsupported', /On an iPhone or iPad/],
  ])('cannot be this one when it is %s', async (support, says) => {
    pushing()
    if (support === 'blocked') vi.stubGlobal('Notification', { permission: 'denied' })
    if (support === 'insecure') vi.stubGlobal('isSecureContext', false)
    if (support === 'unsupported') Reflect.deleteProperty(globalThis, 'PushManager')
    show()
    expect(await screen.findByText(says)).toBeDefined()
  })
})
