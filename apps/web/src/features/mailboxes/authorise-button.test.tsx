import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { Authorisation } from '@levee/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AuthoriseButton } from './authorise-button.tsx'

const onAuthorised = vi.fn<(id: string) => void>()
const open = vi.fn<typeof window.open>()

const pending: Authorisation = {
  id: '018f0000-0000-7000-8000-000000000001',
  flow: 'deviceCode',
  state: 'pending',
  problem: null,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
  interval: 0.02,
}

/** The server answers the start with `first`, then each poll with the next. */
async function begin(first: Partial<Authorisation>, ...later: Partial<Authorisation>[]) {
  const answers = [first, ...later].map((change) => ({ ...pending, ...change }))
  const last = answers.at(-1)
  vi.stubGlobal('fetch', async () => Response.json(answers.shift() ?? last))
  render(
    <QueryClientProvider client={new QueryClient()}>
      <I18nProvider i18n={i18n}>
        <AuthoriseButton label="Authorise" input={{}} onAuthorised={onAuthorised} />
      </I18nProvider>
    </QueryClientProvider>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Authorise' }))
}

beforeEach(() => {
  onAuthorised.mockClear()
  open.mockClear()
  vi.stubGlobal('open', open)
})

describe('authorising a mailbox', () => {
  it('shows the code, where to enter it and for how long, and hears when it was', async () => {
    const device = { userCode: 'WDJB-MJHT', verificationUri: 'https://provider.example/device' }
    await begin(device, {}, {}, { state: 'authorised' })
    expect(await screen.findByText('WDJB-MJHT')).toBeTruthy()
    const link = screen.getByRole('link', { name: 'Open the provider’s page' })
    expect(link.getAttribute('href')).toBe(device.verificationUri)
    expect(screen.getByText(/^Still valid for/)).toBeTruthy()
    expect(await screen.findByText('Authorised')).toBeTruthy()
    expect(onAuthorised).toHaveBeenCalledExactlyOnceWith(pending.id)
    expect(open).not.toHaveBeenCalled()
  })

  it('opens the page of the provider in another tab, which learns nothing of this one', async () => {
    const authorizationUrl = 'https://provider.example/authorize?state=s'
    await begin({ flow: 'authorizationCode', authorizationUrl })
    expect(await screen.findByText(/which has opened in another tab/)).toBeTruthy()
    expect(open).toHaveBeenCalledExactlyOnceWith(authorizationUrl, '_blank', 'noopener')
    expect(onAuthorised).not.toHaveBeenCalled()
  })

  it('says why the provider gave no access', async () => {
    await begin({}, { state: 'refused', problem: 'The authorisation was declined.' })
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The provider gave no access.')
    expect(alert.textContent).toContain('The authorisation was declined.')
  })
})
