import type { addUser, Body, changeUser, User } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAccessChange } from '../../http/events.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { refuseTaken } from '../../refuse-taken.ts'
import { endOtherSessions, hashPassword, newPassword } from '../session/service.ts'
import {
  allUsers,
  hasOtherAdmin,
  insertUser,
  updateUser,
  userByEmail,
  userById,
} from './queries.ts'

type NewUser = Body<typeof addUser>
type UserPatch = Body<typeof changeUser>

const takenAddress = { path: 'email', message: 'Another user has this e-mail address.' }

/** Everybody, also those who left: their names stand in the logs. */
export async function listUsers({ db }: Deps): Promise<User[]> {
  return allUsers(db)
}

export async function getUser({ db }: Deps, id: string): Promise<User> {
  return userById(db, id)
}

/** The user with this e-mail address. @throws {DomainError} `not-found`. */
export async function findUser({ db }: Pick<Deps, 'db'>, email: string): Promise<User> {
  const user = await userByEmail(db, email)
  if (user) return user
  throw new DomainError('not-found', `There is no user with the e-mail address ${email}.`)
}

/** Adds a user; without a password one is made, and given back this once. */
export async function addUserAs(
  deps: Deps,
  viewer: Viewer,
  input: NewUser,
): Promise<User & { initialPassword?: string }> {
  requirePermission(viewer, 'manageUsers')
  return createUser(deps, input)
}

/** Adds a user on behalf of the operator. */
export async function createUser(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { password, locale = 'en', ...input }: NewUser,
): Promise<User & { initialPassword?: string }> {
  const initialPassword = password ?? newPassword()
  const passwordHash = await hashPassword(initialPassword)
  const inserted = insertUser(db, { ...input, locale, passwordHash, at: now() })
  const user = await refuseTaken(inserted, takenAddress)
  return password === undefined ? { ...user, initialPassword } : user
}

export async function changeUserAs(
  deps: Deps,
  viewer: Viewer,
  id: string,
  patch: UserPatch,
): Promise<User> {
  requirePermission(viewer, 'manageUsers')
  return updateUserAccount(deps, id, patch)
}

/** Changes a user; being disabled or given a new password ends their sessions. */
export async function updateUserAccount(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  id: string,
  { password, disabled, ...change }: UserPatch,
): Promise<User> {
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const changed = inTransaction(db, async (tx) => {
    const before = await userById(tx, id)
    const isLeaving = disabled === true || (change.role !== undefined && change.role !== 'admin')
    if (
      before.role === 'admin' &&
      !before.disabledAt &&
      isLeaving &&
      !(await hasOtherAdmin(tx, id))
    )
      throw new DomainError('conflict', 'Somebody must stay administrator: name another one first.')
    await updateUser(tx, id, {
      ...change,
      ...(passwordHash && { passwordHash }),
      ...(disabled !== undefined && { disabledAt: disabled ? now() : null }),
    })
    if (disabled || passwordHash) await endOtherSessions(tx, id)
    else await announceAccessChange(tx, [id])
    return userById(tx, id)
  })
  return refuseTaken(changed, takenAddress)
}
