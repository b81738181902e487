import { describe, expect, it } from 'vitest'
import { type Due, shownDeadline } from './deadline-text.ts'

const now = new Date('2026-03-12T10:42:00+01:00')

function due(
  dueState: Due['dueState'],
  dueAt: string | null,
  dueInWorkingMinutes: number | null,
): Due {
  return { dueState, dueAt, dueInWorkingMinutes, dueShare: 0.5 }
}

describe('the text of a deadline', () => {
  it('says nothing where there is none', () => {
    expect(shownDeadline(due('none', null, null), now)).toBeNull()
  })

  it.each<[string, string, Due]>([
    ['over', '2 d overdue', due('overdue', '2026-03-10T09:00:00Z', -1000)],
    ['over', '5 h overdue', due('overdue', '2026-03-11T14:00:00Z', -310)],
    ['over', '40 min overdue', due('overdue', '2026-03-12T09:00:00Z', -40)],
    ['today', '17:00', due('dueToday', '2026-03-12T16:00:00Z', 378)],
    ['today', 'Today', due('dueToday', '2026-03-12T23:00:00Z', 378)],
    ['soon', 'Tomorrow', due('dueSoon', '2026-03-13T16:00:00Z', 858)],
    ['soon', '3 work days', due('dueSoon', '2026-03-17T16:00:00Z', 1800)],
    ['ok', '1 work day', due('running', '2026-03-16T09:00:00Z', 500)],
    ['ok', '12 work days', due('running', '2026-03-30T15:00:00Z', 12 * 480 + 20)],
    ['ok', '30 April', due('running', '2026-04-30T15:00:00Z', 35 * 480)],
    ['pause', 'Paused', due('paused', '2026-03-30T15:00:00Z', 480)],
    ['done', 'Answered', due('met', '2026-03-30T15:00:00Z', 480)],
  ])('shows %s as “%s”', (level, label, deadline) => {
    expect(shownDeadline(deadline, now)).toMatchObject({ level, label })
  })

  it('names a day nearby, gives the whole date for the title, and ends a day without an hour', () => {
    expect(shownDeadline(due('dueToday', '2026-03-12T16:00:00Z', 378), now)).toMatchObject({
      sentence: 'Due today at 17:00',
      title: 'Due today at 17:00, Thursday 12 March',
    })
    expect(shownDeadline(due('running', '2026-03-30T22:00:00Z', 6000), now)).toMatchObject({
      sentence: 'Due Monday 30 March',
      title: 'Due Monday 30 March',
    })
  })
})
