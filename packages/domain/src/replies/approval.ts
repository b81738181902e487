import { isAtLeast, type Role } from '../access/roles.ts'

/** Who reads the replies of a mailbox before they leave: nobody, any manager, or some people. */
export type Approval =
  | { approval: 'none' | 'managers' }
  | { approval: 'chosen'; approverIds: readonly string[] }

/** Who reads a reply before it leaves: whom its mailbox names; where that is nobody, a manager if its template asks for it. */
export function approvalOf(
  mailbox: Approval,
  template: { needsApproval: boolean } | null,
): Approval {
  return mailbox.approval === 'none' && template?.needsApproval ? { approval: 'managers' } : mailbox
}

/** Whether somebody may let a reply leave: four eyes see it, so it never is who wrote it. */
export function mayApprove(
  approver: { id: string; role: Role },
  authorId: string | null,
  rule: Approval,
): boolean {
  if (approver.id === authorId) return false
  if (rule.approval === 'chosen') return rule.approverIds.includes(approver.id)
  return isAtLeast(approver.role, 'manager')
}
