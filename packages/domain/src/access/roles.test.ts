import { describe, expect, it } from 'vitest'
import { isAtLeast, leastRole, may, type Permission, type Role, roles } from './roles.ts'

describe('roles', () => {
  it.each([
    ['staff', 'staff', true],
    ['staff', 'manager', false],
    ['manager', 'staff', true],
    ['manager', 'admin', false],
    ['admin', 'admin', true],
  ] as const)('%s is at least %s: %s', (role, least, expected) => {
    expect(isAtLeast(role, least)).toBe(expected)
  })

  const allowed: Record<Role, Permission[]> = {
    staff: [],
    manager: ['changeTags', 'manageAbsences', 'seeReports', 'manageTemplates'],
    admin: [
      'seeEveryMailbox',
      'manageMailboxes',
      'manageTeams',
      'manageUsers',
      'manageRules',
      'changeTags',
      'removeTags',
      'manageDeadlines',
      'manageAbsences',
      'seeReports',
      'manageTemplates',
      'manageAcknowledgements',
    ],
  }
  const permissions = Object.keys(leastRole)

  it.each(roles)('lets %s do what the table says, and nothing else', (role) => {
    expect(
      permissions.filter((permission) => isPermission(permission) && may(role, permission)),
    ).toEqual(allowed[role])
  })
})

function isPermission(word: string): word is Permission {
  return word in leastRole
}
