import type { RuleCondition } from '@levee/domain'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { aRule, aRuleChange } from '../../testing/a-rule.ts'
import { answering } from '../../testing/answers.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { DryRun } from './dry-run.tsx'

const { name, conditions, actions } = aRule()
const rule = { name, conditions, actions }
const driving = aRuleChange({
  messageId: 'm2',
  from: { name: 'Driving school', address: 'x@school.example' },
  toCheck: ['team'],
})
const found = {
  examined: 500,
  matched: 2,
  changed: 2,
  taken: 0,
  toCheck: 1,
  deadlinesMoved: 0,
  cut: true,
  oldest: '2026-03-02T09:00:00Z',
  newest: '2026-03-12T09:00:00Z',
  changes: [aRuleChange({ messageId: 'm1' }), driving],
}
const none: RuleCondition[] = [{ field: 'from.domain', operator: 'is', value: 'school.example' }]

async function tried(exclusion: { none: RuleCondition[] } | null) {
  const asked = answering({
    'POST /api/v1/rules/dry-run': () => found,
    'POST /api/v1/rules/exclusions': () => ({ exclusion, covered: exclusion ? 1 : 0, left: [] }),
  })
  const onExclude = vi.fn<(exclusion: RuleCondition) => void>()
  renderInApp(<DryRun rule={rule} missing={new Map()} onExclude={onExclude} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Not meant: Driving school' }))
  return { asked, onExclude }
}

describe('a rule that is tried', () => {
  it('learns from a mail that it should not match what to exclude', async () => {
    const { asked, onExclude } = await tried({ none })
    expect(screen.getByText(/^2 ?– ?12 Mar 2026$/)).toBeTruthy()
    expect(await screen.findByText(/^Excluding mail when .*school\.example/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    expect(onExclude).toHaveBeenCalledWith({ none })
    expect(asked.at(-1)?.body).toMatchObject({ falsePositives: ['m2'], matched: ['m1'] })
  })

  it('says when nothing tells such mail from the others', async () => {
    await tried(null)
    expect(await screen.findByText(/^Nothing tells these mails from the others/)).toBeTruthy()
  })

  it('says where something is still to be filled in before it can be tried', () => {
    const asked = answering({})
    const missing = new Map([
      ['conditions.all.0.value', 'Fill this in.'],
      ['actions.0.teamId', 'Fill this in.'],
      ['actions.1.tagId', 'Fill this in.'],
    ])
    renderInApp(<DryRun rule={rule} missing={missing} onExclude={() => undefined} />)
    expect(screen.getByText('Still to fill in: “If” and “Then”.')).toBeTruthy()
    expect(asked).toEqual([])
  })
})
