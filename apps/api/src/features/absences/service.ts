import type { Absence, Body, changeAbsence, NewAbsence } from '@levee/contract'
import { inTransaction, type Queryable, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import {
  absenceById,
  absencesSince,
  areUsers,
  deleteAbsence,
  insertAbsence,
  isAwayAlready,
  lockAbsencesOf,
  saveAbsence,
} from './queries.ts'

export { absencesBetween, today } from './queries.ts'
export { awayToday, standInOf } from './stand-ins.ts'

type Writing = Pick<Deps, 'db' | 'now'>

/** Who is away, today or on a day to come; with `ended` also who came back in the last two weeks. */
export async function listAbsences(
  { db, now }: Writing,
  { ended }: { ended: boolean },
): Promise<Absence[]> {
  return absencesSince(db, { now: now(), daysAgo: ended ? 14 : 0 })
}

/** @throws {DomainError} `invalid`, member by member. */
export async function createAbsence(
  { db, now }: Writing,
  viewer: Viewer,
  input: NewAbsence,
): Promise<Absence> {
  requireOwn(viewer, input.userId)
  return inTransaction(db, async (tx) => {
    await checkAbsence(tx, { id: null, ...input })
    return insertAbsence(tx, input, now())
  })
}

export async function updateAbsence(
  { db }: Writing,
  viewer: Viewer,
  id: string,
  patch: Body<typeof changeAbsence>,
): Promise<Absence> {
  return inTransaction(db, async (tx) => {
    const { userId } = await absenceById(tx, id)
    requireOwn(viewer, userId)
    await lockAbsencesOf(tx, userId)
    const changed = { ...(await absenceById(tx, id)), ...patch }
    await checkAbsence(tx, changed)
    return saveAbsence(tx, changed)
  })
}

export async function removeAbsenceFor({ db }: Writing, viewer: Viewer, id: string): Promise<void> {
  const { userId } = await absenceById(db, id)
  requireOwn(viewer, userId)
  await deleteAbsence(db, id)
}

/** An absence of one's own, or of anybody for who manages absences. */
export async function accessAbsence(db: Queryable, viewer: Viewer, id: string): Promise<Absence> {
  const absence = await absenceById(db, id)
  requireOwn(viewer, absence.userId)
  return absence
}

function requireOwn(viewer: Viewer, userId: string): void {
  if (userId !== viewer.id) requirePermission(viewer, 'manageAbsences')
}

async function checkAbsence(
  tx: Tx,
  absence: Omit<Absence, 'id'> & { id: string | null },
): Promise<void> {
  const { userId, from, to, substituteId } = absence
  await lockAbsencesOf(tx, userId)
  const errors: { path: string; message: string }[] = []
  if (!(await areUsers(tx, [userId])))
    errors.push({ path: 'userId', message: 'takes the id of a user' })
  if (to < from) errors.push({ path: 'to', message: 'is not before the first day' })
  else if (await isAwayAlready(tx, absence))
    errors.push({ path: 'from', message: 'has no day in common with another absence' })
  if (substituteId !== null && (substituteId === userId || !(await areUsers(tx, [substituteId]))))
    errors.push({ path: 'substituteId', message: 'takes the id of another user' })
  if (errors.length > 0)
    throw new DomainError('invalid', 'The absence cannot be kept like this.', { errors })
}
