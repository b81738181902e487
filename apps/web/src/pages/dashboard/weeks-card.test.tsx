import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aDay } from '../../testing/a-report.ts'
import { showPagePart } from '../../testing/show-page-part.tsx'
import { dayAfter, weekdayOf } from './day-text.ts'
import { OverflowNotices } from './overflow-notices.tsx'
import { WeekAheadCard } from './week-ahead-card.tsx'
import { WeeksCard } from './weeks-card.tsx'

const monday = '2026-03-09'
const today = '2026-03-12'
const due: Record<string, number> = { '2026-03-12': 9, '2026-03-16': 14, '2026-03-17': 5 }
const days = Array.from({ length: 21 }, (_, index) => {
  const date = dayAfter(monday, index)
  const isWeekend = weekdayOf(date) > 5
  return aDay(date, due[date] ?? 0, {
    isOpen: !isWeekend,
    closure: isWeekend ? { kind: 'weekly' } : null,
  })
})

describe('three weeks of days', () => {
  it('fill up against what is usually closed in one, in words too', async () => {
    await showWeeks()
    const full = screen.getByRole('link', { name: /16 March: 14 due, above the capacity of 11$/ })
    expect(full.getAttribute('href')).toBe('/v/all?q=due%3A2026-03-16')
    expect(screen.getByRole('link', { name: /12 March: 9 due, capacity 11$/ })).toBeTruthy()
    expect(screen.getByText(/9 March: nothing left$/)).toBeTruthy()
    expect(screen.getAllByRole('columnheader')).toHaveLength(5)
  })

  it('say how many are away, which leaves less room', async () => {
    const away = aDay('2026-03-16', 14, { away: 2, capacity: 6 })
    await showWeeks(days.map((day) => (day.date === away.date ? away : day)))
    const name = /16 March: 14 due, above the capacity of 6, 2 people away$/
    expect(screen.getByRole('link', { name })).toBeTruthy()
  })

  it('show Saturday where something is due on it', async () => {
    const saturday = aDay('2026-03-21', 1, {
      isOpen: false,
      closure: { kind: 'holiday', key: 'k', name: { fr: 'Fête', en: 'Feast' } },
    })
    await showWeeks(days.map((day) => (day.date === saturday.date ? saturday : day)))
    expect(screen.getAllByRole('columnheader')).toHaveLength(6)
    expect(screen.getByRole('link', { name: /21 March: 1 due, Feast$/ })).toBeTruthy()
  })

  it('lead on to the next ones', async () => {
    const asked: number[] = []
    await showWeeks(days, (later) => asked.push(later))
    await userEvent.click(screen.getByRole('button', { name: 'Three weeks after' }))
    expect(asked).toEqual([1])
  })

  it('are five working days on a phone', async () => {
    await showPagePart(
      <WeekAheadCard days={days} today={today}>
        {null}
      </WeekAheadCard>,
    )
    expect(screen.getAllByRole('listitem')).toHaveLength(5)
    expect(screen.getByText(/12 Mar – 18 Mar/)).toBeTruthy()
  })

  it('offer to spread the one that overflows', async () => {
    const asked: string[] = []
    await showPagePart(
      <OverflowNotices days={days} today={today} onSpread={(date) => asked.push(date)} />,
    )
    expect(screen.getByRole('link', { name: '14 deadlines' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Spread Monday 16/ }))
    expect(asked).toEqual(['2026-03-16'])
  })
})

function showWeeks(shown = days, onLater: (later: number) => void = () => {}): Promise<void> {
  return showPagePart(
    <WeeksCard days={shown} today={today} later={0} onLater={onLater}>
      {null}
    </WeeksCard>,
  )
}
