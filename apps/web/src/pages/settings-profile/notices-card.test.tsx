import type { NoticeSettings } from '@levee/contract'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { showSettings } from '../../testing/show-settings.tsx'
import { NoticesCard } from './notices-card.tsx'

afterEach(() => vi.unstubAllGlobals())

const usual = { quietFrom: '20:00', quietTo: '07:00', digestAt: '08:00' }
const asOrganisation: NoticeSettings = {
  quietFrom: null,
  quietTo: null,
  digestAt: null,
  digest: true,
  toldOf: ['assigned', 'message', 'note', 'reply', 'status'],
  newsByMail: true,
}

describe('when one is written to about deadlines', () => {
  it('starts from what the organisation says, and is changed for oneself', async () => {
    const asked = showSettings(<NoticesCard />, {
      answer: ({ method, path, body }) =>
        method === 'PATCH' ? body : path.endsWith('/deadline-settings') ? usual : asOrganisation,
    })
    fireEvent.click(await screen.findByRole('switch', { name: /Quiet hours of my own/ }))
    fireEvent.change(screen.getByLabelText('No mail from'), { target: { value: '18:30' } })
    fireEvent.change(screen.getByLabelText('Sent at'), { target: { value: '09:15' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved')
    const changes = () => asked.flatMap(({ method, body }) => (method === 'PATCH' ? [body] : []))
    const own = { quietFrom: '18:30', quietTo: '07:00', digestAt: '09:15' }
    expect(changes()).toEqual([{ ...asOrganisation, ...own }])
    fireEvent.click(screen.getByRole('switch', { name: /Quiet hours of my own/ }))
    fireEvent.click(screen.getByRole('switch', { name: /One mail a day/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(changes()).toHaveLength(2))
    expect(changes()[1]).toEqual({ ...asOrganisation, digest: false, digestAt: '09:15' })
  })
})
