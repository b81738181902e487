import type { Calendar, CalendarPatch, DeadlineMoves, NewCalendar } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { requirePermission, type Viewer } from '../../../http/viewer.ts'
import {
  allCalendars,
  calendarById,
  insertCalendar,
  insertVersion,
  lockCalendar,
  makeDefault,
  noSuchCalendar,
  setUsers,
} from './calendar-queries.ts'
import { checkCalendar } from './check-calendar.ts'
import { setFeedUrls } from './holiday-feed-queries.ts'
import { type CalendarContent, hoursOf, loadFrame } from '../frame.ts'
import { askForRecount } from '../recount.ts'
import { whatWouldMove } from '../what-if.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'now'>

const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }]
const USUAL_WEEK = [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []]

/** A calendar of Monday to Friday, 9 to 17. */
export function usualCalendar(name: string, timeZone: string): CalendarContent {
  return { name, timeZone, week: USUAL_WEEK, exceptions: [], holidays: null, feedClosures: [] }
}

export async function listCalendars({ db }: Pick<Deps, 'db'>): Promise<Calendar[]> {
  return allCalendars(db)
}

/** @throws {DomainError} `invalid`, member by member. */
export async function createCalendar(
  deps: Writing,
  viewer: Viewer,
  { name, ...input }: NewCalendar,
): Promise<Calendar> {
  requirePermission(viewer, 'manageDeadlines')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const timeZone = input.timeZone ?? (await ourTimeZone(tx))
    const content = { ...usualCalendar(name, timeZone), ...contentOf(input) }
    checkCalendar(content)
    const id = await insertCalendar(tx, { content, authorId: viewer.id, at })
    await applyUses(tx, deps, { id, input, viewer, isDefault: false })
    return calendarById(tx, id)
  })
}

/** Makes the next version of a calendar; the deadlines that it counts follow by and by. */
export async function updateCalendar(
  deps: Writing,
  viewer: Viewer,
  id: string,
  patch: CalendarPatch,
): Promise<Calendar> {
  requirePermission(viewer, 'manageDeadlines')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const { version, content, isDefault } = await lockCalendar(tx, id)
    const changed = { ...content, ...contentOf(patch) }
    checkCalendar(changed)
    const isNew = JSON.stringify(changed) !== JSON.stringify(content)
    if (isNew)
      await insertVersion(tx, id, version + 1, { content: changed, authorId: viewer.id, at })
    const isUsedAnew = await applyUses(tx, deps, { id, input: patch, viewer, isDefault })
    if (isNew && !isUsedAnew) await askForRecount(tx, deps, { askedBy: viewer.id, calendarId: id })
    return calendarById(tx, id)
  })
}

/** @throws {DomainError} `conflict` while somebody works by it. */
export async function removeCalendar(
  { db, now }: Writing,
  viewer: Viewer,
  id: string,
): Promise<void> {
  requirePermission(viewer, 'manageDeadlines')
  await inTransaction(db, async (tx) => {
    const { isDefault } = await lockCalendar(tx, id)
    const used = await tx.row(sql`
      select from mailbox where calendar_id = ${id} union all select from team where calendar_id = ${id}
      union all select from deadline_policy p join deadline_policy_version v
        on v.policy_id = p.id and v.version = p.version
        where p.removed_at is null and v.content ->> 'calendarId' = ${id}::text limit 1`)
    if (isDefault || used)
      throw new DomainError(
        'conflict',
        'Somebody works by this calendar: give them another one first.',
      )
    await tx.run(sql`update calendar set removed_at = ${now()} where id = ${id}`)
    await tx.run(sql`delete from calendar_feed where calendar_id = ${id}`)
  })
}

/** Which open deadlines a change of a calendar would move. */
export async function previewCalendar(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, draft }: { id: string; draft: CalendarPatch },
): Promise<DeadlineMoves> {
  requirePermission(viewer, 'manageDeadlines')
  const frame = await loadFrame(db)
  const current = frame.calendars.get(id)
  if (!current) throw noSuchCalendar()
  const { id: _, version, ...content } = current.calendar
  const changed = { ...content, ...contentOf(draft) }
  checkCalendar(changed)
  const key = `draft-${JSON.stringify(changed)}`
  const hours = hoursOf(key, version + 1, changed)
  return whatWouldMove(
    db,
    { ...frame, calendars: new Map([...frame.calendars, [id, hours]]) },
    now(),
  )
}

/** The members of a version that a patch names. */
function contentOf(patch: CalendarPatch): Partial<CalendarContent> {
  const { name, timeZone, week, exceptions, holidays } = patch
  return {
    ...(name !== undefined && { name }),
    ...(timeZone !== undefined && { timeZone }),
    ...(week && { week }),
    ...(exceptions && { exceptions }),
    ...(holidays !== undefined && { holidays }),
  }
}

type Uses = { id: string; input: CalendarPatch; viewer: Viewer; isDefault: boolean }

/** Answers whether deadlines are to be counted again for it. */
async function applyUses(
  tx: Tx,
  deps: Writing,
  { id, input, viewer, isDefault }: Uses,
): Promise<boolean> {
  if (isDefault && input.isDefault === false)
    throw new DomainError(
      'conflict',
      'The organisation needs a calendar: make another one its own.',
    )
  if (input.isDefault) await makeDefault(tx, id)
  if (input.teamIds) await setUsers(tx, 'team', { id, ids: input.teamIds })
  if (input.mailboxIds) await setUsers(tx, 'mailbox', { id, ids: input.mailboxIds })
  if (input.feedUrls) await setFeedUrls(tx, deps, { id, urls: input.feedUrls, authorId: viewer.id })
  const isUsedAnew = Boolean(input.isDefault ?? input.teamIds ?? input.mailboxIds)
  if (isUsedAnew) await askForRecount(tx, deps, { askedBy: viewer.id })
  return isUsedAnew
}

async function ourTimeZone(tx: Tx): Promise<string> {
  const row = await tx.row<{ timeZone: string }>(sql`
    select time_zone as "timeZone" from installation`)
  return row?.timeZone ?? 'UTC'
}
