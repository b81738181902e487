import type { RuleRun } from '@levee/contract'
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../../testing/in-app.tsx'
import { WhyRules } from './why-rules.tsx'

const run: RuleRun = {
  id: 'u',
  at: '2026-03-12T08:00:00.000Z',
  messageId: 'm',
  event: 'messageArrives',
  rules: [{ ruleId: 'r', name: 'Permits', version: 3, outcome: 'applied', conditions: null }],
  effects: [],
  conflicts: [],
  stoppedBy: null,
  problem: null,
}
const assigned = { ruleId: 'r', version: 3, action: { type: 'assignTeam', teamId: 't' } } as const

describe('why a mail is here', () => {
  it('says that the rules failed, what became of the mail, and what to do', () => {
    renderInApp(<WhyRules runs={[{ ...run, rules: [], problem: 'RangeError: too deep' }]} />)
    expect(
      screen.getByText(/did nothing: the mail is as it arrived\. Sort it by hand/),
    ).toBeTruthy()
    expect(screen.getByText(/RangeError: too deep/)).toBeTruthy()
  })

  it('says why a rule could not do what it says, in words with what to do', () => {
    const problem = 'There is no such team.'
    renderInApp(
      <WhyRules runs={[{ ...run, effects: [{ ...assigned, outcome: 'refused', problem }] }]} />,
    )
    expect(
      screen.getByText('refused: The department no longer exists. Choose another in the rule.'),
    ).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Version 3 of this rule' })).toBeTruthy()
  })
})
