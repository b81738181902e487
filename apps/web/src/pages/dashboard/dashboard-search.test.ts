import { describe, expect, it } from 'vitest'
import { parseDashboardSearch } from './dashboard-search.ts'
import { questionOf } from './report-question.ts'

describe('the URL of the dashboard', () => {
  it.each([
    [{}, {}],
    [{ period: 'month', by: 'team' }, {}],
    [
      { period: 'week', by: 'person', team: 't', open: 'u' },
      { period: 'week', by: 'person', team: 't', open: 'u' },
    ],
    [{ period: 'century', by: 7, team: '', later: 'x' }, {}],
    [{ later: '2' }, { later: 2 }],
    [{ later: 1.5 }, {}],
    [{ later: -1 }, { later: -1 }],
  ])('reads %j as %j', (search, read) => {
    expect(parseDashboardSearch(search)).toEqual(read)
  })

  it('asks for the month by department when nothing is said', () => {
    expect(questionOf({}, '2026-03-12')).toEqual({ period: 'month', groupBy: 'team' })
  })

  it('asks for the mail of one department and mailbox, three weeks later', () => {
    expect(questionOf({ team: 'none', mailbox: 'm', later: 1 }, '2026-03-12')).toEqual({
      period: 'month',
      groupBy: 'team',
      teamId: 'none',
      mailboxId: 'm',
      from: '2026-04-02',
    })
  })
})
