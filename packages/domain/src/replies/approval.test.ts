import { describe, expect, it } from 'vitest'
import { type Approval, approvalOf, mayApprove } from './approval.ts'

const author = { id: 'a', role: 'admin' } as const
const staff = { id: 's', role: 'staff' } as const
const manager = { id: 'm', role: 'manager' } as const

describe('who reads a reply before it leaves', () => {
  const chosen: Approval = { approval: 'chosen', approverIds: ['s'] }
  it.each<[string, Approval, { needsApproval: boolean } | null, Approval]>([
    ['nobody', { approval: 'none' }, null, { approval: 'none' }],
    ['nobody', { approval: 'none' }, { needsApproval: false }, { approval: 'none' }],
    ['managers', { approval: 'none' }, { needsApproval: true }, { approval: 'managers' }],
    ['whom the mailbox names', chosen, { needsApproval: true }, chosen],
    ['whom the mailbox names', chosen, { needsApproval: false }, chosen],
  ])('%s, for %j and %j', (_, mailbox, template, expected) => {
    expect(approvalOf(mailbox, template)).toEqual(expected)
  })
})

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
