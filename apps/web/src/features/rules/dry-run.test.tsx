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
  changes: [aRuleChange({ messageId: 'm1' }), driving],
}
const none: RuleCondition[] = [{ field: 'from.domain', operator: 'is', value: 'school.example' }]

async function tried(exclusion: { none: RuleCondition[] } | null) {
  const asked = answering({
    'POST /api/v1/rules/dry-run': () => found,
    'POST /api/v1/rules/exclusions': () => ({ exclusion, covered: exclusion ? 1 : 0, left: [] }),
  })
  const onExclude = vi.fn<(exclusion: RuleCondition) => void>()
  renderInApp(<DryRun rule={rule} isReady onExclude={onExclude} />)
  await userEvent.click(await screen.findByRole('button', { name: 'Not meant: Driving school' }))
  return { asked, onExclude }
}

describe('a rule that is tried', () => {
  it('learns from a mail that it should not match what to exclude', async () => {
    const { asked, onExclude } = await tried({ none })
    expect(await screen.findByText(/^Excluding mail when .*school\.example/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    expect(onExclude).toHaveBeenCalledWith({ none })
    expect(asked.at(-1)?.body).toMatchObject({ falsePositives: ['m2'], matched: ['m1'] })
  })

  it('says when nothing tells such mail from the others', async () => {
    await tried(null)
    expect(await screen.findByText(/^Nothing tells these mails from the others/)).toBeTruthy()
  })
})
