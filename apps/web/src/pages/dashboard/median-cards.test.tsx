import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aReport } from '../../testing/a-report.ts'
import { showPagePart } from '../../testing/show-page-part.tsx'
import { MedianCards } from './median-cards.tsx'

describe('how long things take', () => {
  it('is a median, beside the one before and what nine in ten stay within', async () => {
    await showPagePart(<MedianCards report={aReport()} />)
    const card = within(screen.getByRole('region', { name: 'First reply' }))
    expect(card.getByText('5 h 12')).toBeTruthy()
    expect(card.getByText('− 48 min').getAttribute('title')).toBe('before: 6 h')
    expect(card.getByText(/9 in 10 within 1.9 d/)).toBeTruthy()
    expect(card.getByRole('link', { name: '90 mails' })).toBeTruthy()
    expect(
      card.getByRole('img', { name: 'First reply: from 5 h 30 to 5 h 12 in twelve weeks' }),
    ).toBeTruthy()
    expect(card.getByText('target 1 d')).toBeTruthy()
  })

  it('is told in a table as well, each week a way to its mail', async () => {
    await showPagePart(<MedianCards report={aReport()} />)
    await userEvent.click(screen.getByRole('button', { name: 'First reply: show as a table' }))
    const table = within(screen.getByRole('table', { name: 'First reply' }))
    const week = within(table.getByRole('row', { name: /W11/ }))
    expect(week.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
      '5 h 12',
      '1.7 d',
      '50',
    ])
    expect(week.getByRole('link', { name: 'First reply, W11: 50' })).toBeTruthy()
  })

  it('says so where nothing ended yet', async () => {
    await showPagePart(<MedianCards report={aReport()} />)
    const card = within(screen.getByRole('region', { name: 'Closing' }))
    expect(card.getByText('Nothing ended in these weeks yet.')).toBeTruthy()
  })
})
