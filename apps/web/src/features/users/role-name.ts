import type { Role } from '@levee/contract'
import { t } from '@lingui/core/macro'

export const roles: readonly Role[] = ['staff', 'manager', 'admin']

export function roleName(role: Role): string {
  const names: Record<Role, string> = {
    staff: t`Staff`,
    manager: t`Manager`,
    admin: t`Administrator`,
  }
  return names[role]
}

/** What somebody with the role may do, in a sentence. */
export function roleText(role: Role): string {
  const texts: Record<Role, string> = {
    staff: t`Sorts, answers and archives the mail of their mailboxes.`,
    manager: t`As staff, and watches over the deadlines.`,
    admin: t`Everything, also mailboxes, users and departments.`,
  }
  return texts[role]
}
