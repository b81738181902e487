import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { Absence, User } from '@levee/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { absenceKeys } from '../../features/absences/absence-queries.ts'
import { sessionKeys } from '../../features/session/session-queries.ts'
import { userKeys } from '../../features/users/user-queries.ts'
import { AbsenceDialog } from './absence-dialog.tsx'

const person = (id: string, name: string): User => ({
  id,
  name,
  email: `${id}@b.example`,
  role: 'staff',
  locale: 'en',
  disabledAt: null,
})
const claire = person('0190c0de-0000-7000-8000-000000000001', 'Claire')
const paul = person('0190c0de-0000-7000-8000-000000000002', 'Paul')
const answer: Absence = {
  id: '0190c0de-0000-7000-8000-000000000003',
  userId: claire.id,
  from: '2091-03-05',
  to: '2091-03-09',
  substituteId: paul.id,
}

afterEach(() => vi.unstubAllGlobals())

function show(role: User['role']) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  queryClient.setQueryData(sessionKeys.session, {
    user: { ...claire, role },
    organisation: 'X',
    timeZone: 'Europe/Paris',
  })
  queryClient.setQueryData(userKeys.all, { items: [claire, paul], nextCursor: null })
  queryClient.setQueryData(absenceKeys.all, { items: [], nextCursor: null })
  const bodies: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, { method, body }: RequestInit) => {
    if (method === 'POST' && typeof body === 'string') bodies.push(JSON.parse(body))
    return Response.json(answer, { status: 201 })
  })
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <AbsenceDialog absence={null} onClose={() => undefined} />
      </QueryClientProvider>
    </I18nProvider>,
  )
  return bodies
}

describe('saying when one is away', () => {
  it('takes the days and who stands in; staff say it for themselves only', async () => {
    const bodies = show('staff')
    expect(screen.queryByLabelText('Who is away')).toBeNull()
    fireEvent.change(screen.getByLabelText('First day'), { target: { value: answer.from } })
    fireEvent.change(screen.getByLabelText('Last day'), { target: { value: answer.to } })
    await userEvent.selectOptions(screen.getByLabelText('Who stands in'), 'Paul')
    await userEvent.click(screen.getByRole('button', { name: 'Add the absence' }))
    const { id: _, ...sent } = answer
    expect(bodies).toEqual([sent])
  })

  it('lets managers say it of anybody, and nobody stand in for themself', async () => {
    show('manager')
    await userEvent.selectOptions(screen.getByLabelText('Who is away'), 'Paul')
    const standIns = screen.getByLabelText('Who stands in')
    expect([...standIns.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
      'Nobody: the department is warned',
      'Claire',
    ])
  })
})
