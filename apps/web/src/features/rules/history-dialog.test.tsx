import type { RuleVersion } from '@levee/contract'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { aRule } from '../../testing/a-rule.ts'
import { answering } from '../../testing/answers.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { HistoryDialog } from './history-dialog.tsx'

const { name, enabled, trigger, conditions, actions, stop } = aRule()
const content = { name, enabled, trigger, conditions, actions, stop }
const versions: RuleVersion[] = [
  {
    version: 2,
    change: 'changed',
    author: { id: 'u', name: 'Ana' },
    at: '2026-03-12T08:00:00Z',
    content: { ...content, name: 'Permits and plans' },
  },
  { version: 1, change: 'created', author: null, at: '2026-03-11T08:00:00Z', content },
]

describe('the history of a rule', () => {
  it('says who changed what, and makes it again what it was, as its next version', async () => {
    const asked = answering({
      'GET /api/v1/rules/*/versions': () => ({ items: versions, nextCursor: null }),
      'POST /api/v1/rules/*/versions/1/restore': () => ({
        ...content,
        id: 'r',
        order: 1,
        version: 3,
      }),
    })
    const onRestored = vi.fn<() => void>()
    renderInApp(
      <HistoryDialog
        ruleId="r"
        name="Permits"
        onRestored={onRestored}
        onRollBack={() => undefined}
        onClose={() => undefined}
      />,
    )
    const [newest, oldest] = await screen.findAllByRole('listitem')
    expect(newest?.textContent).toContain('Changed by Ana')
    expect(newest?.textContent).toContain('Permits and plans')
    expect(within(oldest ?? document.body).getByText(/Written by Levee/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Restore version 1' }))
    await vi.waitFor(() => expect(onRestored).toHaveBeenCalled())
    expect(asked.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/v1/rules/r/versions/1/restore',
    })
  })
})
