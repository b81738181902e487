import { isAtLeast, type Role } from '../access/roles.ts'

/** Who reads the replies of a mailbox before they leave: nobody, any manager, or some people. */
export type Approval =
  | { approval: 'none' | 'managers' }
  | { approval: 'chosen'; approverIds: readonly string[] }

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
