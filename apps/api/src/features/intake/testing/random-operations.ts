import { sql } from '@levee/db'
import type { ModelFolder, OtherProgram } from '@levee/mail/testing'
import type { FaultHarness } from './fault-harness.ts'
import { aMail } from './intake-fixture.ts'

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Names that folders may have; those that are there are watched. */
export const NAMES = ['INBOX', 'Permis', 'École', 'Voirie', 'Voirie/2026', 'Classé & clos']

const FLAGS = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted']
const FILING = ['Archive', 'Junk'] // which are not watched; not every server has both

type Work = { harness: FaultHarness; program: OtherProgram; random: () => number }
/** With what the account holds just before. */
type Play = Work & { all: ModelFolder[]; watched: ModelFolder[] }
type Operation = { name: string; weight: number; run(play: Play): unknown }

/** What other clients, the mail server, the network and a second worker do meanwhile. */
const OPERATIONS: Operation[] = [
  {
    name: 'append',
    weight: 30,
    run: (play) => {
      const date = new Date(Date.now() - play.random() * 60 * 86_400_000)
      return play.program.append(folderOf(play).path, aMail(), date)
    },
  },
  {
    name: 'append the same bytes again',
    weight: 4,
    run: (play) => {
      const message = pick(folderOf(play).messages, play.random)
      return message && play.program.append(folderOf(play).path, message.raw)
    },
  },
  {
    name: 'expunge',
    weight: 12,
    run: (play) => {
      const folder = folderOf(play)
      return play.program.expunge(folder.path, some(folder, play.random))
    },
  },
  {
    name: 'move',
    weight: 14,
    run: (play) => {
      const [from, to] = [folderOf(play), folderOf(play)]
      if (from === to) return undefined
      return play.program.move(from.path, some(from, play.random), to.path)
    },
  },
  {
    name: 'file away, or take out again',
    weight: 8,
    run: ({ all, watched, program, random }) => {
      const filing = pick(
        all.filter(({ path }) => FILING.includes(path)),
        random,
      )
      const folder = pick(watched, random)
      if (!filing || !folder) return undefined
      const [from, to] = random() < 0.6 ? [folder, filing] : [filing, folder]
      return program.move(from.path, some(from, random), to.path)
    },
  },
  {
    name: 'flag',
    weight: 16,
    run: (play) => {
      const folder = folderOf(play)
      const flags = FLAGS.filter(() => play.random() < 0.5)
      if (flags.length === 0) return undefined
      const uids = some(folder, play.random)
      return play.program.flag(folder.path, uids, flags, play.random() < 0.6)
    },
  },
  {
    name: 'rename',
    weight: 5,
    run: ({ all, watched, program, random }) => {
      const from = pick(
        watched.filter(({ path }) => path !== 'INBOX'),
        random,
      )
      const to = pick(
        NAMES.filter((name) => !all.some(({ path }) => path === name)),
        random,
      )
      return from && to && program.rename(from.path, to)
    },
  },
  {
    name: 'delete a folder, or make one',
    weight: 4,
    run: ({ watched, program, random }) => {
      const name = pick(NAMES.slice(1), random) ?? ''
      const isThere = watched.some(({ path }) => path === name)
      return isThere ? program.remove(name) : program.create(name)
    },
  },
  { name: 'new UIDVALIDITY', weight: 3, run: (play) => play.program.renumber(folderOf(play).path) },
  { name: 'cut', weight: 8, run: ({ program }) => program.cut() },
  {
    name: 'the other worker takes over',
    weight: 6,
    run: ({ harness }) =>
      harness.deps.db.run(sql`update mailbox set lease_owner = null, lease_until = null`),
  },
  { name: 'wake', weight: 4, run: ({ harness }) => harness.wake() },
]

/** Does one operation. */
export async function operate(work: Work): Promise<void> {
  const sum = OPERATIONS.reduce((weights, { weight }) => weights + weight, 0)
  let at = work.random() * sum
  const chosen = OPERATIONS.find(({ weight }) => (at -= weight) < 0)
  const all = await work.program.folders()
  await chosen?.run({ ...work, all, watched: all.filter(isWatched) })
}

/** The folders of the account whose names are watched. */
export async function watchedFolders(program: OtherProgram): Promise<ModelFolder[]> {
  return (await program.folders()).filter(isWatched)
}

function isWatched({ path }: ModelFolder): boolean {
  return NAMES.includes(path)
}

function folderOf({ watched, random }: Play): ModelFolder {
  const folder = pick(watched, random)
  if (!folder) throw new Error('The account has not even an inbox.')
  return folder
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)]
}

/** One to three messages of a folder. */
function some({ messages }: ModelFolder, random: () => number): number[] {
  const count = 1 + Math.floor(random() * 3)
  return Array.from({ length: count }, () => pick(messages, random)?.uid ?? 0)
}
