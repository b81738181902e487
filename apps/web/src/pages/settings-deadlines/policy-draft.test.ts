import { POLICY_PRESETS } from '@levee/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amountOf,
  minutesOf,
  newDraft,
  presetOf,
  problemsOf,
  withNextTarget,
} from './policy-draft.ts'

describe('the draft of a policy', () => {
  it('begins as a usual policy in the language shown', () => {
    const draft = newDraft(presetOf('gdpr'), 'fr', true)
    expect(draft.name).toBe('Demande RGPD (un mois)')
    expect(draft.targets.map(({ length }) => length)).toEqual([{ count: 1, unit: 'months' }])
  })

  it('is for all mail where nothing is yet, else for what its conditions say', () => {
    expect(newDraft(undefined, 'en', false).conditions).toBeNull()
    expect(problemsOf({ ...newDraft(undefined, 'en', true), name: 'Permits' })).toEqual([
      'conditions',
    ])
  })

  it('has no kind of deadline twice as long as there are others', () => {
    const kinds = [1, 2, 3, 4, 5, 6].reduce<ReturnType<typeof withNextTarget>>(withNextTarget, [])
    expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(6)
  })

  it('cannot be saved while a warning to an address has none', () => {
    const [target] = withNextTarget([])
    if (!target) throw new Error('no target')
    const warning = { minutes: 0, inWorkingTime: true, to: 'address' as const, address: null }
    const draft = {
      name: 'A',
      conditions: null,
      calendarId: null,
      targets: [{ ...target, warnings: [warning] }],
      acknowledgement: null,
    }
    expect(problemsOf(draft)).toEqual(['address'])
    const mended = { ...target, warnings: [{ ...warning, address: 'dg@port-leveque.example' }] }
    expect(problemsOf({ ...draft, targets: [mended] })).toEqual([])
  })

  it('shows the time of a warning as it was entered, before and after', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -600_000, max: 600_000 }),
        fc.boolean(),
        (minutes, inWorkingTime) => {
          const { amount, unit } = amountOf({ minutes, inWorkingTime, to: 'team', address: null })
          expect(minutesOf(amount, unit, minutes > 0)).toBe(minutes)
        },
      ),
    )
  })

  it('knows every usual policy by its key', () => {
    for (const { key } of POLICY_PRESETS) expect(presetOf(key)?.key).toBe(key)
  })
})
