/** What a user is: staff handle mail, managers watch over it, admins set Levee up. */
export type Role = 'staff' | 'manager' | 'admin'

/** The roles, each allowed all that the ones before it are. */
export const roles = ['staff', 'manager', 'admin'] as const satisfies readonly Role[]

/** What not everybody may do, and from which role on. */
export const leastRole = {
  seeEveryMailbox: 'admin',
  manageMailboxes: 'admin',
  manageTeams: 'admin',
  manageUsers: 'admin',
  manageRules: 'admin',
  changeTags: 'manager',
  removeTags: 'admin',
  manageDeadlines: 'admin',
  manageAbsences: 'manager',
  seeReports: 'manager',
  manageTemplates: 'manager',
  manageAcknowledgements: 'admin',
} as const satisfies Record<string, Role>

export type Permission = keyof typeof leastRole

/** Whether `role` is `least` or above it. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least)
}

/** Whether a user of this role may do what the table reserves. */
export function may(role: Role, permission: Permission): boolean {
  return isAtLeast(role, leastRole[permission])
}
