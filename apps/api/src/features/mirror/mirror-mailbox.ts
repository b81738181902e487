import type { Queryable } from '@levee/db'
import {
  addFlags,
  createFolder,
  findByMessageId,
  type ImapConnection,
  listFolders,
  listUids,
  moveMessage,
  openFolder,
} from '@levee/mail'
import type { MirrorStep, Place, ServerCopy } from './mirror-plan.ts'
import { type MovedCopy, recordMoves, recordOwnFlags, recordReturns } from './queries.ts'

/** A copy and what is to be done with it. */
export type Task = { copy: ServerCopy; step: MirrorStep }

/** Does the tasks of one mailbox on its server, folder by folder. */
export async function mirrorMailbox(
  db: Queryable,
  connection: ImapConnection,
  tasks: Task[],
): Promise<void> {
  const places = await placesOf(connection, tasks)
  for (const [folder, list] of Map.groupBy(tasks, ({ copy }) => copy.folder)) {
    const found = await findCopies(connection, folder, list)
    await setFlags(db, connection, found)
    for (const place of ['home', 'archive', 'junk'] as const) {
      const leaving = found.filter(({ task }) => isLeaving(task, place, places))
      await moveCopies(db, connection, { from: folder, place, places, found: leaving })
    }
    await adoptStrays(db, connection, places, missing(list, found))
  }
}

type Found = { task: Task; uid: number }
type Places = { archive: string; junk: string }

const NAMES = { archive: 'Archive', junk: 'Junk' } // RFC 6154's own words

/** Where the server keeps its archive and its junk; a folder that is needed and missing is made. */
async function placesOf(connection: ImapConnection, tasks: Task[]): Promise<Places> {
  const places: Places = { archive: '', junk: '' }
  for (const place of ['archive', 'junk'] as const) {
    if (!tasks.some(({ step }) => step.place === place)) continue
    const path = await pathOf(connection, place)
    places[place] = path ?? (await madeFolder(connection, place))
  }
  return places
}

async function pathOf(
  connection: ImapConnection,
  place: 'archive' | 'junk',
): Promise<string | undefined> {
  const folders = await listFolders(connection)
  return (
    folders.find(({ role }) => role === place) ?? folders.find(({ name }) => name === NAMES[place])
  )?.path
}

async function madeFolder(connection: ImapConnection, place: 'archive' | 'junk'): Promise<string> {
  await createFolder(connection, NAMES[place])
  // the server may have put it below its namespace's prefix
  return (await pathOf(connection, place)) ?? NAMES[place]
}

/** The copies that are still in the folder, by UID or, where that says nothing any more, by Message-ID. */
async function findCopies(
  connection: ImapConnection,
  folder: string,
  tasks: Task[],
): Promise<Found[]> {
  const opened = await openFolder(connection, folder, { readOnly: false })
  const known = tasks.filter(({ copy }) => copy.uid && copy.uidValidity === opened.uidValidity)
  const uids = known.map(({ copy }) => copy.uid).join(',')
  const listed = uids === '' || opened.exists === 0 ? [] : await listUids(connection, uids)
  const there = new Set(listed.map(({ uid }) => uid))
  const found: Found[] = []
  for (const task of tasks) {
    const { uid, internetMessageId } = task.copy
    if (uid && known.includes(task)) {
      if (there.has(uid)) found.push({ task, uid })
    } else if (internetMessageId) {
      const [only, ...others] = await findByMessageId(connection, internetMessageId)
      if (only && others.length === 0) found.push({ task, uid: only })
    }
  }
  return found
}

async function setFlags(db: Queryable, connection: ImapConnection, found: Found[]): Promise<void> {
  for (const { task, uid } of found) {
    const { flags } = task.step
    if (flags.length === 0) continue
    await recordOwnFlags(db, task.copy.deliveryId, flags)
    await addFlags(connection, uid, flags)
  }
}

function isLeaving({ copy, step }: Task, place: Place, places: Places): boolean {
  return step.place === place && copy.folder !== targetOf(copy, place, places)
}

function targetOf(copy: ServerCopy, place: Place, places: Places): string {
  return place === 'home' ? copy.home : places[place]
}

type Leaving = { from: string; place: Place; places: Places; found: Found[] }

async function moveCopies(
  db: Queryable,
  connection: ImapConnection,
  { from, place, places, found }: Leaving,
): Promise<void> {
  for (const [target, list] of Map.groupBy(found, ({ task }) =>
    targetOf(task.copy, place, places),
  )) {
    const moves: { deliveryId: string; uid: number | null }[] = []
    for (const { task, uid } of list) {
      const moved = await moveMessage(connection, uid, target)
      moves.push({ deliveryId: task.copy.deliveryId, uid: moved ?? null })
    }
    const { uidValidity } = await openFolder(connection, target, { readOnly: true })
    const record = place === 'home' ? recordReturns : recordMoves
    await record(
      db,
      moves.map((move): MovedCopy => ({ ...move, folder: target, uidValidity })),
    )
    await openFolder(connection, from, { readOnly: false })
  }
}

function missing(tasks: Task[], found: Found[]): Task[] {
  const there = new Set(found.map(({ task }) => task))
  return tasks.filter((task) => !there.has(task))
}

/** A copy that is already where it belongs: somebody moved it, or we did and could not say so. */
async function adoptStrays(
  db: Queryable,
  connection: ImapConnection,
  places: Places,
  tasks: Task[],
): Promise<void> {
  for (const { copy, step } of tasks) {
    if (!step.place || !copy.internetMessageId) continue
    const target = targetOf(copy, step.place, places)
    if (target === copy.folder) continue
    const { uidValidity } = await openFolder(connection, target, { readOnly: true })
    const [uid, ...others] = await findByMessageId(connection, copy.internetMessageId)
    if (!uid || others.length > 0) continue
    const record = step.place === 'home' ? recordReturns : recordMoves
    await record(db, [{ deliveryId: copy.deliveryId, folder: target, uidValidity, uid }])
  }
}
