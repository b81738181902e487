import { setImmediate as pause } from 'node:timers/promises'
import { inTransaction, type Sql, sql, type Tx } from '@levee/db'
import type { Deps } from '../../../deps.ts'
import { hasStatus, listConditions } from '../../conversations/service.ts'
import { applyNext, takeBackNext } from './apply-changes.ts'
import { lookBack, rollBackNext } from './roll-back.ts'
import { countFound, loadTrial, tryPage } from './read-trial.ts'
import { countMessages } from './stored-messages.ts'
import {
  findWork,
  insertChanges,
  noteProblem,
  saveProgress,
  saveState,
  type Work,
} from './work-queries.ts'

const PAGE = 5000 // messages of one transaction
const TURN = 5 * 60_000 // ms, after which another job goes on: one that takes longer would look dead

type WorkDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

/**
 * Does what is left of a work, one page after the other, until it is done, cancelled or the process stops.
 * @throws what went wrong, which is kept with the work: its job is tried again.
 */
export async function runWork(
  deps: WorkDeps,
  { workId }: { workId: string },
  signal?: AbortSignal,
): Promise<void> {
  const end = deps.now().getTime() + TURN
  try {
    while (!(await inTransaction(deps.db, (tx) => step(tx, deps, workId)))) {
      await pause()
      if (signal?.aborted) return // its job is somebody else's already
      if (deps.now().getTime() < end) continue
      return await inTransaction(deps.db, (tx) => deps.jobs.enqueue(tx, 'ruleWork', { workId }))
    }
  } catch (error) {
    await noteProblem(deps.db, workId, error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** One page; answers whether there is nothing left to do. */
async function step(tx: Tx, deps: WorkDeps, workId: string): Promise<boolean> {
  const work = await findWork(tx, workId, { kinds: ['trial', 'apply', 'rollBack'], lock: true })
  if (!work || !['waiting', 'running', 'undoing'].includes(work.state)) return true
  const at = deps.now()
  if (work.state === 'waiting') await saveState(tx, workId, { state: 'running', at })
  else if (work.problem !== null) await noteProblem(tx, workId, null)
  if (work.phase === 'look') return look(tx, deps, work)
  const isMore =
    work.phase === 'undo'
      ? await takeBackNext(tx, deps, work)
      : work.kind === 'apply'
        ? await applyNext(tx, deps, work)
        : await rollBackNext(tx, deps, work)
  if (isMore) return false
  await saveState(tx, workId, { state: work.phase === 'write' ? 'done' : 'undone', at })
  return true
}

async function look(tx: Tx, deps: WorkDeps, work: Work): Promise<boolean> {
  if (work.kind === 'rollBack') return lookBack(tx, deps, work)
  const at = deps.now()
  const mode = work.kind === 'trial' ? 'history' : 'present'
  const trial = await loadTrial(tx, { rule: work.rule, now: at, mode })
  const isByMessage = mode === 'history' && trial.rule.trigger.type === 'messageArrives'
  const selection = { conditions: await conditionsOf(tx, work, at), onlyLast: !isByMessage }
  const total = work.total ?? Math.min(await countMessages(tx, selection), mostOf(work))
  const limit = Math.min(PAGE, mostOf(work) - work.examined)
  const page = await tryPage(tx, trial, { selection, after: work.place, limit })
  await insertChanges(
    tx,
    work.id,
    page.found.map(({ change }) => change),
  )
  const counts = countFound(page.examined, page.found)
  await saveProgress(tx, work.id, { counts, place: page.next, total })
  if (page.next !== null && work.examined + page.examined < mostOf(work)) return false
  await saveState(tx, work.id, { state: work.kind === 'trial' ? 'done' : 'previewed', at })
  return true
}

function mostOf({ scope }: Work): number {
  return scope.last ?? Number.MAX_SAFE_INTEGER
}

/** The scope of a work as conditions, as whoever asked for it sees views. */
async function conditionsOf(tx: Tx, { scope, startedBy }: Work, now: Date): Promise<Sql[]> {
  const { since, last: _, mailbox, ...query } = scope
  const teams = await tx.rows<{ id: string }>(sql`
    select team_id as id from team_member where user_id = ${startedBy}`)
  const teamIds = teams.map(({ id }) => id)
  const viewer = {
    id: startedBy,
    name: '',
    role: 'admin',
    locale: 'fr',
    mailboxIds: [],
    teamIds,
  } as const
  const { statuses, conditions } = listConditions(query, { ...viewer, mailboxIds: [] }, now)
  return [
    ...conditions,
    ...(statuses ? [statuses.length === 0 ? sql`false` : hasStatus(statuses)] : []),
    ...(since === undefined ? [] : [sql`m.received_at >= ${since}::timestamptz`]),
    ...(mailbox === undefined ? [] : [sql`c.mailbox_ids @> array[${mailbox}::uuid]`]),
  ]
}
