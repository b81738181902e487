import type { TraceStep } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { groupedSteps } from './trace-groups.ts'

const counted = (firstDay: string, lastDay: string, days: number): TraceStep => ({
  step: 'counted',
  from: `${firstDay}T00:00:00Z`,
  to: `${lastDay}T23:00:00Z`,
  firstDay,
  lastDay,
  days,
  minutes: 0,
})
const weekEnd = (firstDay: string, lastDay: string): TraceStep => ({
  step: 'closed',
  firstDay,
  lastDay,
  days: 2,
  because: { kind: 'weekly' },
})
const easter: TraceStep = {
  step: 'closed',
  firstDay: '2026-04-06',
  lastDay: '2026-04-06',
  days: 1,
  because: {
    kind: 'holiday',
    key: 'easterMonday',
    name: { fr: 'Lundi de Pâques', en: 'Easter Monday' },
  },
}

describe('the steps of a date as one tells them', () => {
  it('takes weeks of work together, with the week-ends between them', () => {
    const steps = [
      counted('2026-03-19', '2026-03-20', 2),
      weekEnd('2026-03-21', '2026-03-22'),
      counted('2026-03-23', '2026-03-27', 5),
      weekEnd('2026-03-28', '2026-03-29'),
      counted('2026-03-30', '2026-03-31', 2),
    ]
    expect(groupedSteps(steps)).toMatchObject([
      { step: 'counted', firstDay: '2026-03-19', lastDay: '2026-03-31', days: 9, weekly: 4 },
    ])
  })

  it('leaves every closure that has a name on a line of its own', () => {
    const steps = [
      counted('2026-04-02', '2026-04-03', 2),
      weekEnd('2026-04-04', '2026-04-05'),
      easter,
      counted('2026-04-07', '2026-04-08', 2),
    ]
    expect(groupedSteps(steps).map(({ step }) => step)).toEqual([
      'counted',
      'closed',
      'closed',
      'counted',
    ])
  })

  it('loses no day that counted', () => {
    const steps = [
      weekEnd('2026-03-21', '2026-03-22'),
      counted('2026-03-23', '2026-03-24', 2),
      counted('2026-03-25', '2026-03-25', 1),
    ]
    const groups = groupedSteps(steps)
    expect(groups).toHaveLength(2)
    expect(groups[1]).toMatchObject({ days: 3, lastDay: '2026-03-25' })
  })
})
