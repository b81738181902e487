import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { showTimesIn } from '../../formatting/dates.ts'
import { createQueryClient } from '../../query-client.ts'
import { aDeadline } from '../../testing/a-deadline.ts'
import { clockLevel, clockText } from './clock-level.ts'
import { ClockList } from './clock-list.tsx'

beforeEach(() => showTimesIn('Europe/Paris'))
afterEach(() => showTimesIn(undefined))

describe('the deadlines of a mail', () => {
  it('shows each kind, and explains the one that is asked about', async () => {
    const legal = aDeadline({ id: '2', kind: 'statutory' })
    render(
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={createQueryClient()}>
          <ClockList conversationId="c" deadlines={[aDeadline(), legal]} />
        </QueryClientProvider>
      </I18nProvider>,
    )
    expect(screen.getAllByRole('listitem')).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: 'Explain this date: First reply' }))
    const dialog = await screen.findByRole('dialog', {}, { timeout: 10_000 })
    expect(dialog.textContent).toContain('Everyday mail, version 3')
    expect(dialog.textContent).toContain('Easter Monday (public holiday)')
  })

  it.each([
    ['2026-04-03T08:00:00Z', {}, 'ok', 'Due Wednesday 8 April at 17:00'],
    ['2026-04-07T08:00:00Z', {}, 'soon', 'Due Wednesday 8 April at 17:00'],
    ['2026-04-08T08:00:00Z', {}, 'today', 'Due Wednesday 8 April at 17:00'],
    [
      '2026-04-09T08:00:00Z',
      { state: 'missed' },
      'over',
      'Overdue since Wednesday 8 April at 17:00',
    ],
    [
      '2026-04-07T08:00:00Z',
      { state: 'paused' },
      'pause',
      'Paused, was due Wednesday 8 April at 17:00',
    ],
    [
      '2026-04-09T08:00:00Z',
      { state: 'met', metAt: '2026-04-04T08:00:00Z' },
      'done',
      'Done in 2 days',
    ],
    [
      '2026-04-10T08:00:00Z',
      { state: 'missed', metAt: '2026-04-09T08:00:00Z' },
      'over',
      'Done late, was due Wednesday 8 April at 17:00',
    ],
  ] as const)('says at %s with %o that it is %s', (now, part, level, text) => {
    const deadline = aDeadline(part)
    expect(clockLevel(deadline, new Date(now)).level).toBe(level)
    expect(clockText(deadline, new Date(now)).replaceAll(',', '')).toBe(text.replaceAll(',', ''))
  })

  it('ends at midnight of the day before, as the law says it', () => {
    const deadline = aDeadline({ dueAt: '2026-05-13T22:00:00.000Z' })
    expect(clockText(deadline, new Date('2026-05-01T08:00:00Z')).replaceAll(',', '')).toBe(
      'Due Wednesday 13 May 24:00',
    )
  })
})
