import type { SpreadProposal } from '@levee/contract'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { spreadQuery } from '../../features/reports/report-queries.ts'
import { teamKeys } from '../../features/teams/team-queries.ts'
import { userKeys } from '../../features/users/user-queries.ts'
import { createQueryClient } from '../../query-client.ts'
import { aFigure } from '../../testing/a-report.ts'
import { showPagePart } from '../../testing/show-page-part.tsx'
import { SpreadDialog } from './spread-dialog.tsx'

const question = { date: '2026-03-16' }

describe('spreading a day that overflows', () => {
  it('proposes whom to give what, of which one takes what one likes', async () => {
    const given: string[][] = []
    await showProposal({ left: 1 }, (moves) => given.push(moves.map(({ subject }) => subject)))
    expect(screen.getByRole('status').textContent).toBe(
      '2 mails could be given to people with room before that day. For 1 more nobody has room.',
    )
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('Karim')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Give “Permis” to Théo' }))
    await userEvent.click(screen.getByRole('button', { name: 'Give 1 mail' }))
    expect(given).toEqual([['Recours']])
  })

  it('shows how full everybody would be', async () => {
    await showProposal()
    const row = screen.getByRole('row', { name: /Théo/ })
    expect(row.textContent).toBe('Théo243.5')
  })

  it('says that nobody has room', async () => {
    await showProposal({ moves: [], people: [] })
    expect(screen.getByRole('status').textContent).toContain('has room before that day')
    expect(screen.getByRole('button', { name: /^Give/ }).hasAttribute('disabled')).toBe(true)
  })
})

async function showProposal(
  part: Partial<SpreadProposal> = {},
  onApply: (moves: SpreadProposal['moves']) => void = () => {},
): Promise<void> {
  const queryClient = createQueryClient()
  queryClient.setDefaultOptions({ queries: { staleTime: Infinity } })
  queryClient.setQueryData(teamKeys.all, { items: [], nextCursor: null })
  queryClient.setQueryData(userKeys.all, { items: [aUser('k', 'Karim'), aUser('t', 'Théo')] })
  queryClient.setQueryData(spreadQuery(question).queryKey, {
    date: question.date,
    due: aFigure(14),
    capacity: 11,
    overflow: 3,
    moves: [aMove('1', 'Recours'), aMove('2', 'Permis')],
    left: 0,
    people: [{ userId: 't', capacity: 3.5, dueBefore: 2, dueAfter: 4 }],
    ...part,
  })
  await showPagePart(
    <SpreadDialog question={question} busy={false} onApply={onApply} onClose={() => {}} />,
    queryClient,
  )
}

function aMove(id: string, subject: string): SpreadProposal['moves'][number] {
  return {
    conversationId: id,
    reference: `2026-00000${id}`,
    subject,
    dueAt: '2026-03-16T16:00:00Z',
    fromUserId: 'k',
    toUserId: 't',
  }
}

function aUser(id: string, name: string): object {
  return { id, name, email: '', role: 'staff', locale: 'en', disabledAt: null }
}
