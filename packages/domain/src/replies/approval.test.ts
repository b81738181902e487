import { describe, expect, it } from 'vitest'
import { type Approval, mayApprove } from './approval.ts'

const author = { id: 'a', role: 'admin' } as const
const staff = { id: 's', role: 'staff' } as const
const manager = { id: 'm', role: 'manager' } as const

describe('letting a reply leave', () => {
  it.each<[string, { id: string; role: 'staff' | 'manager' | 'admin' }, Approval, boolean]>([
    ['is for managers', manager, { approval: 'managers' }, true],
    ['is not for staff', staff, { approval: 'managers' }, false],
    ['is for those chosen, staff too', staff, { approval: 'chosen', approverIds: ['s'] }, true],
    ['is for nobody else then', manager, { approval: 'chosen', approverIds: ['s'] }, false],
    ['is never for its author', author, { approval: 'managers' }, false],
    ['not even a chosen one', author, { approval: 'chosen', approverIds: ['a'] }, false],
    ['is for managers when the rule was lifted since', manager, { approval: 'none' }, true],
  ])('%s', (_, who, rule, may) => {
    expect(mayApprove(who, author.id, rule)).toBe(may)
  })
})
