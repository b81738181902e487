import type { DeadlineReport } from '@levee/contract'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { reportKeys } from '../../features/reports/report-queries.ts'
import { createQueryClient } from '../../query-client.ts'
import { aFigure, aReport, aRow, someLevels } from '../../testing/a-report.ts'
import { showPagePart } from '../../testing/show-page-part.tsx'
import { BreakdownCard } from './breakdown-card.tsx'
import { partsQueryOf } from './parts-query.ts'

const query = { period: 'month', groupBy: 'team' } as const
const planning = aRow()

describe('the figures of each department', () => {
  it('lead to their mail, what is due today and soon to one list', async () => {
    await showCard()
    const row = within(screen.getByRole('row', { name: /Urbanisme/ }))
    const href = (name: string) => row.getByRole('link', { name }).getAttribute('href')
    expect(href('Urbanisme, overdue: 2')).toBe('/v/all?q=due%3Aoverdue')
    expect(href('Urbanisme, at risk: 8')).toBe('/v/due-soon')
    expect(href('Urbanisme, open: 55')).toBe('/v/all')
    expect(
      row.getByRole('img', { name: '2 overdue, 2 due today, 6 at risk, 39 on time, 6 paused' }),
    ).toBeTruthy()
  })

  it('say where a median is above the target', async () => {
    await showCard()
    expect(
      screen.getByRole('link', {
        name: 'Urbanisme, closing: 9.1 d, 9 in 10 within 12.5 d, target 6 d',
      }),
    ).toBeTruthy()
  })

  it('ask for the line that is to unfold, and for another grouping', async () => {
    const asked: unknown[] = []
    await showCard({ onOpen: (id) => asked.push(id), onBy: (by) => asked.push(by) })
    await userEvent.click(screen.getByRole('button', { name: 'Urbanisme' }))
    await userEvent.click(screen.getByRole('radio', { name: 'People' }))
    expect(asked).toEqual([planning.id, 'person'])
  })

  it('unfold into people, each against the usual pace', async () => {
    const karim = aRow({
      id: 'k',
      name: 'Karim Benali',
      open: aFigure(14),
      levels: someLevels(2, 1, 3, 6, 2, 0),
      capacity: 15,
    })
    await showCard({ openId: planning.id ?? '', parts: [karim] })
    const row = within(screen.getByRole('row', { name: /Karim Benali/ }))
    expect(row.getByRole('link', { name: 'Karim Benali, open: 14' })).toBeTruthy()
    expect(row.getByText('/15')).toBeTruthy()
    expect(
      row.getByRole('img', { name: 'closes 15 in ten working days at the usual pace' }),
    ).toBeTruthy()
  })

  it('offer to try again where the server does not answer', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    await showCard({ openId: planning.id ?? '' })
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('say that there is nothing', async () => {
    await showCard({ report: aReport({ rows: [] }) })
    expect(screen.getByText('There is no mail to show here.')).toBeTruthy()
  })
})

type Shown = {
  report?: DeadlineReport
  openId?: string
  parts?: DeadlineReport['rows']
  onBy?: (by: string) => void
  onOpen?: (id: string | undefined) => void
}

function showCard({ report = aReport(), openId, parts, onBy, onOpen }: Shown = {}): Promise<void> {
  const queryClient = createQueryClient()
  queryClient.setDefaultOptions({ queries: { retry: false } })
  if (parts) {
    const asked = partsQueryOf(query, 'team', planning.id)
    const answer = aReport({ groupBy: 'person', rows: parts })
    queryClient.setQueryData(reportKeys.deadlines(asked), answer)
  }
  return showPagePart(
    <BreakdownCard
      report={report}
      query={query}
      by="team"
      openId={openId}
      onBy={onBy ?? (() => {})}
      onOpen={onOpen ?? (() => {})}
    />,
    queryClient,
  )
}
