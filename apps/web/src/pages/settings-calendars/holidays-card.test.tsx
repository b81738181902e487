import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import type { CalendarDraft } from './calendar-draft.ts'
import { HolidaysCard } from './holidays-card.tsx'
import { HoursField } from './hours-field.tsx'

function Holidays() {
  const [holidays, setHolidays] = useState<CalendarDraft['holidays']>(null)
  return <HolidaysCard holidays={holidays} onChange={setHolidays} />
}

function Hours({ onChange }: { onChange: (hours: unknown) => void }) {
  const [hours, setHours] = useState([{ from: '09:00', to: '12:00' }])
  return (
    <HoursField
      label="Monday"
      hours={hours}
      onChange={(next) => {
        setHours(next)
        onChange(next)
      }}
    />
  )
}

const show = (part: React.ReactNode) => render(<I18nProvider i18n={i18n}>{part}</I18nProvider>)

/** The days that are listed for the year. */
function days(): (string | null)[] {
  const list = screen
    .getByRole('heading', { name: /^Closed days in/ })
    .closest('div')?.parentElement
  return within(list ?? document.body)
    .getAllByRole('listitem')
    .map((day) => day.textContent)
}

describe('public holidays', () => {
  it('are listed for a year, with those of the part of the country, without those on which one works', async () => {
    show(<Holidays />)
    await userEvent.selectOptions(screen.getByLabelText('Country'), 'FR')
    expect(days()).toHaveLength(11)
    await userEvent.selectOptions(screen.getByLabelText('Part of the country'), 'alsace-moselle')
    expect(days().join()).toContain('Good Friday')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Whit Monday' }))
    expect(days()).toHaveLength(12)
    expect(days().join()).not.toContain('Whit Monday')
  })
})

describe('the hours of a day', () => {
  it('take a time as one types it, and any number of stretches', async () => {
    let hours: unknown
    show(<Hours onChange={(next) => (hours = next)} />)
    await userEvent.click(screen.getByRole('button', { name: 'Monday: add hours' }))
    const to = screen.getByLabelText('Monday, to, 2')
    await userEvent.clear(to)
    await userEvent.type(to, '18h30{Enter}')
    expect(hours).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '18:30' },
    ])
  })

  it('say that they overlap', async () => {
    show(<Hours onChange={() => undefined} />)
    const from = screen.getByLabelText('Monday, from, 1')
    await userEvent.clear(from)
    await userEvent.type(from, '13')
    await userEvent.tab()
    expect(screen.getByRole('alert').textContent).toContain('overlap')
  })
})
