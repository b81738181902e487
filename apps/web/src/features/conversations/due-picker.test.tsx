import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { showTimesIn } from '../../formatting/dates.ts'
import { DuePicker } from './due-picker.tsx'

const timeZone = 'Europe/Paris'
let picked: (string | null)[]
let reasons: (string | undefined)[]

beforeEach(() => {
  picked = []
  reasons = []
  showTimesIn(timeZone)
  render(
    <I18nProvider i18n={i18n}>
      <DuePicker
        timeZone={timeZone}
        takingBack="policy"
        isMoved
        onPick={(dueAt, reason) => {
          picked.push(dueAt)
          reasons.push(reason)
        }}
      />
    </I18nProvider>,
  )
})

afterEach(() => showTimesIn(undefined))

describe('picking a deadline', () => {
  it('says what the words come to before they are taken', async () => {
    await userEvent.paste('12 March 2091')
    expect(screen.getByRole('status').textContent).toMatch(/^Due Monday,? 12 March 2091 at 17:00$/)
    expect(picked).toEqual([])
    await userEvent.keyboard('{Enter}')
    expect(picked).toEqual(['2091-03-12T16:00:00.000Z'])
  })

  it('takes nothing that is no day to come', async () => {
    await userEvent.paste('yesterday')
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('status').textContent).toBe('This is no day to come')
    expect(picked).toEqual([])
  })

  it('takes why the date moves, and gives it back to the policy', async () => {
    await userEvent.paste('12 March 2091')
    await userEvent.click(screen.getByLabelText('Why the deadline moves'))
    await userEvent.paste('The plan is missing')
    await userEvent.click(screen.getByRole('button', { name: /^Set/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Count it by the policy again' }))
    expect(picked).toEqual(['2091-03-12T16:00:00.000Z', null])
    expect(reasons).toEqual(['The plan is missing', 'The plan is missing'])
  })

  it('shows the month of what was typed, in which the arrows move', async () => {
    await userEvent.paste('30 March 2091')
    screen.getByLabelText(/Friday,? 30 March 2091/).focus()
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}')
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/Thursday,? 5 April 2091/)
    expect(screen.getByRole('status').textContent).toMatch(/^Due Thursday,? 5 April 2091 at 17:00$/)
    await userEvent.keyboard('{PageDown}{Enter}')
    expect(picked).toEqual(['2091-05-05T15:00:00.000Z'])
  })
})
