import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aFigure, aReport, someLevels } from '../../testing/a-report.ts'
import { showPagePart } from '../../testing/show-page-part.tsx'
import { KeptLine } from './kept-line.tsx'
import { LevelStrip } from './level-strip.tsx'
import { atRisk, levelsText } from './levels.ts'

describe('the level of the organisation', () => {
  it('says how much stands where, each a link to exactly that', async () => {
    await showPagePart(<LevelStrip report={aReport()} aside={null} />)
    const overdue = screen.getByRole('link', { name: '4 Overdue' })
    expect(overdue.getAttribute('href')).toBe('/v/all?q=due%3Aoverdue')
    expect(screen.getByRole('link', { name: '214 open mails' }).getAttribute('href')).toBe('/v/all')
    expect(screen.getByText('− 3 in a week')).toBeTruthy()
    expect(screen.queryByText('No deadline')).toBeNull()
  })

  it('leads the pointer from each part of the bar, and the keyboard only once', async () => {
    await showPagePart(<LevelStrip report={aReport()} aside={null} />)
    const hidden = screen.getAllByRole('link', { hidden: true })
    expect(hidden.filter(({ tabIndex }) => tabIndex === -1)).toHaveLength(5)
    expect(screen.getAllByRole('link')).toHaveLength(6)
  })

  it('tells how many deadlines were kept, and whether they are more than before', async () => {
    await showPagePart(<KeptLine report={aReport()} period="month" />)
    const kept = screen.getByRole('link', { name: 'Kept in time this month: 94.2%, 97 in time' })
    expect(kept.getAttribute('href')).toBe('/v/everything')
    expect(screen.getByText('+ 1.8 pt').getAttribute('title')).toBe('before: 92.4%')
    expect(screen.getByRole('link', { name: 'Received today: 23' })).toBeTruthy()
  })

  it('says nothing about what was not measured', async () => {
    const kept = { share: null, previousShare: null, inTime: aFigure(0, {}), late: aFigure(0, {}) }
    await showPagePart(<KeptLine report={aReport({ kept })} period="week" />)
    expect(screen.getByRole('link', { name: /Kept in time this week: –/ })).toBeTruthy()
    expect(screen.queryByText(/ pt$/)).toBeNull()
  })
})

describe('the parts of a level', () => {
  it('are told in words, without those that are empty', () => {
    expect(levelsText(someLevels(2, 0, 6, 39, 0, 1))).toBe(
      '2 overdue, 6 at risk, 39 on time, 1 without a deadline',
    )
  })

  it('are at risk when they are due today or soon, which is one list', () => {
    expect(atRisk(someLevels(2, 3, 6, 39, 0, 1))).toEqual({ n: 9, filter: { view: 'dueSoon' } })
    const levels = {
      ...someLevels(0, 1, 0, 0, 0, 0),
      dueSoon: aFigure(0, { view: 'open', team: 't', q: 'due:soon is:unassigned' }),
    }
    expect(atRisk(levels).filter).toEqual({ view: 'dueSoon', team: 't', q: 'is:unassigned' })
  })
})
