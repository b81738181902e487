import type { User } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { DomainError, type Role } from '@levee/domain'

type UserRow = Omit<User, 'disabledAt'> & { disabledAt: Date | null }

const columns = sql`id, name, email, role, locale, disabled_at as "disabledAt"`

export async function allUsers(db: Queryable): Promise<User[]> {
  const rows = await db.rows<UserRow>(sql`
    select ${columns} from app_user order by disabled_at is not null, lower(name), id`)
  return rows.map(userOf)
}

/** @throws {DomainError} `not-found`. */
export async function userById(db: Queryable, id: string): Promise<User> {
  const row = await db.row<UserRow>(sql`select ${columns} from app_user where id = ${id}`)
  if (!row) throw new DomainError('not-found', 'There is no such user.')
  return userOf(row)
}

export async function userByEmail(db: Queryable, email: string): Promise<User | undefined> {
  const row = await db.row<UserRow>(sql`
    select ${columns} from app_user where lower(email) = lower(${email})`)
  return row && userOf(row)
}

export type NewUser = {
  name: string
  email: string
  role: Role
  locale: 'fr' | 'en'
  passwordHash: string
  at: Date
}

export async function insertUser(db: Queryable, user: NewUser): Promise<User> {
  const row = await db.row<UserRow>(sql`
    insert into app_user (name, email, role, locale, password_hash, created_at)
    values (${user.name}, ${user.email}, ${user.role}, ${user.locale}, ${user.passwordHash}, ${user.at})
    returning ${columns}`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return userOf(row)
}

/** What changes of a user; what is undefined stays. */
export type UserChange = Partial<Omit<NewUser, 'at'>> & { disabledAt?: Date | null }

export async function updateUser(db: Queryable, id: string, change: UserChange): Promise<void> {
  await db.run(sql`
    update app_user set name = coalesce(${change.name ?? null}, name),
      email = coalesce(${change.email ?? null}, email),
      role = coalesce(${change.role ?? null}, role),
      locale = coalesce(${change.locale ?? null}, locale),
      password_hash = coalesce(${change.passwordHash ?? null}, password_hash),
      disabled_at = case when ${change.disabledAt === undefined} then disabled_at
        else ${change.disabledAt ?? null}::timestamptz end
    where id = ${id}`)
}

/** Whether somebody else could still administer Levee. Admins are locked, so that two cannot leave at once. */
export async function hasOtherAdmin(db: Queryable, id: string): Promise<boolean> {
  const admins = await db.rows<{ id: string }>(sql`
    select id from app_user where role = 'admin' and disabled_at is null order by id for update`)
  return admins.some((admin) => admin.id !== id)
}

function userOf({ disabledAt, ...user }: UserRow): User {
  return { ...user, disabledAt: disabledAt?.toISOString() ?? null }
}
