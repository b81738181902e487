import { sql } from '@levee/db'
import type { FaultImap, ModelFolder } from '@levee/mail/testing'
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

type Work = { harness: FaultHarness; server: FaultImap; random: () => number }
type Operation = { name: string; weight: number; run(work: Work): unknown }

/** What other clients, the mail server, the network and a second worker do meanwhile. */
const OPERATIONS: Operation[] = [
  {
    name: 'append',
    weight: 30,
    run: ({ server, random }) => {
      const date = new Date(Date.now() - random() * 60 * 86_400_000)
      server.model.append(folderOf(server, random).path, aMail(), { date })
    },
  },
  {
    name: 'append the same bytes again',
    weight: 4,
    run: ({ server, random }) => {
      const message = pick(folderOf(server, random).messages, random)
      if (message) server.model.append(folderOf(server, random).path, message.raw)
    },
  },
  {
    name: 'expunge',
    weight: 12,
    run: ({ server, random }) => {
      const folder = folderOf(server, random)
      server.model.expunge(folder.path, some(folder, random))
    },
  },
  {
    name: 'move',
    weight: 14,
    run: ({ server, random }) => {
      const [from, to] = [folderOf(server, random), folderOf(server, random)]
      if (from !== to) server.model.move(from.path, some(from, random), to.path)
    },
  },
  {
    name: 'flag',
    weight: 10,
    run: ({ server, random }) => {
      const folder = folderOf(server, random)
      for (const uid of some(folder, random)) server.model.flag(folder.path, uid, ['\\Seen'])
    },
  },
  {
    name: 'rename',
    weight: 5,
    run: ({ server: { model }, random }) => {
      const from = pick(
        [...model.folders.keys()].filter((path) => isOurs(path)),
        random,
      )
      const to = pick(
        NAMES.filter((path) => !model.folders.has(path)),
        random,
      )
      if (from && to) model.rename(from, to)
    },
  },
  {
    name: 'delete a folder, or make one',
    weight: 4,
    run: ({ server: { model }, random }) => {
      const path = pick(NAMES.slice(1), random) ?? ''
      if (model.folders.has(path)) model.remove(path)
      else model.create(path)
    },
  },
  {
    name: 'new UIDVALIDITY',
    weight: 3,
    run: ({ server, random }) => server.model.renumber(folderOf(server, random).path),
  },
  { name: 'cut', weight: 8, run: ({ server }) => server.cutAll() },
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
  const all = OPERATIONS.reduce((sum, { weight }) => sum + weight, 0)
  let at = work.random() * all
  const chosen = OPERATIONS.find(({ weight }) => (at -= weight) < 0)
  await chosen?.run(work)
}

/** The folders of the account whose names are watched. */
export function watchedFolders({ model }: FaultImap): ModelFolder[] {
  return [...model.folders.values()].filter(({ path }) => NAMES.includes(path))
}

function isOurs(path: string): boolean {
  return path !== 'INBOX' && NAMES.includes(path)
}

function folderOf(server: FaultImap, random: () => number): ModelFolder {
  return pick(watchedFolders(server), random) ?? server.model.folder('INBOX')
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)]
}

/** One to three messages of a folder. */
function some({ messages }: ModelFolder, random: () => number): number[] {
  const count = 1 + Math.floor(random() * 3)
  return Array.from({ length: count }, () => pick(messages, random)?.uid ?? 0)
}
