import type {
  ApplicationScope,
  Body,
  RuleApplication,
  RuleTrial,
  startRuleTrial,
} from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { foreignCursor } from '../../../http/pages.ts'
import { requirePermission, type Viewer } from '../../../http/viewer.ts'
import { lockRule, storedRules } from '../queries.ts'
import { contentOf } from '../rule-row.ts'
import { isDoneToOldMail } from './apply-changes.ts'
import { refuseIncomplete } from './dry-run.ts'
import type { Place } from './stored-messages.ts'
import {
  changesPage,
  countRemaining,
  findWork,
  insertWork,
  leftOf,
  saveState,
  type Work,
  type WorkKind,
  type WorkState,
} from './work-queries.ts'

type WorkDeps = Pick<Deps, 'db' | 'jobs' | 'now'>
type PageQuery = { limit?: number; cursor?: string }

const PAGE = 50
const APPLICATIONS: readonly WorkKind[] = ['apply', 'rollBack']

/** Asks for a rule to be tried on the whole history. */
export async function startTrial(
  deps: WorkDeps,
  viewer: Viewer,
  { rule, since }: Body<typeof startRuleTrial>,
): Promise<{ id: string }> {
  requirePermission(viewer, 'manageRules')
  refuseIncomplete(rule)
  return ask(deps, { kind: 'trial', rule, scope: since === undefined ? {} : { since }, viewer })
}

/** Asks for what a rule would change of the mail that is there to be counted. */
export async function previewApplication(
  deps: WorkDeps,
  viewer: Viewer,
  { id, scope }: { id: string; scope: ApplicationScope },
): Promise<{ id: string }> {
  requirePermission(viewer, 'manageRules')
  const rule = (await storedRules(deps.db)).find((one) => one.id === id)
  if (!rule) throw new DomainError('not-found', 'There is no such rule.')
  const { actions, ...content } = contentOf(rule)
  const applied = {
    id,
    version: rule.version,
    ...content,
    actions: actions.filter(isDoneToOldMail),
  }
  const kept = { ...applied, leftOut: actions.filter((one) => !isDoneToOldMail(one)) }
  return ask(deps, { kind: 'apply', rule: kept, scope, viewer })
}

/** Asks for the effects of a rule to be counted that could be taken back; the rule may be removed already. */
export async function previewRollBack(
  deps: WorkDeps,
  viewer: Viewer,
  { id, since }: { id: string; since?: string },
): Promise<{ id: string }> {
  requirePermission(viewer, 'manageRules')
  const rule = await inTransaction(deps.db, (tx) => lockRule(tx, id))
  if (!rule) throw new DomainError('not-found', 'There is no such rule.')
  const { actions, ...content } = contentOf(rule)
  const kept = { id, version: rule.version, ...content, actions: [...actions] }
  const scope = since === undefined ? {} : { since }
  return ask(deps, { kind: 'rollBack', rule: kept, scope, viewer })
}

/** How far a trial has come. */
export async function getTrial(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { id, ...query }: PageQuery & { id: string },
): Promise<RuleTrial> {
  requirePermission(viewer, 'manageRules')
  const work = present(await findWork(db, id, { kinds: ['trial'] }))
  return { ...sentWork(work), ...(await sentChanges(db, id, query)) }
}

/** How far an application has come, and what its undo left. */
export async function getApplication(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { id, ...query }: PageQuery & { id: string },
): Promise<RuleApplication> {
  requirePermission(viewer, 'manageRules')
  const work = present(await findWork(db, id, { kinds: APPLICATIONS }))
  const { rule, kind, phase } = work
  const page = await sentChanges(db, id, query)
  return {
    ...sentWork(work),
    ...page,
    kind: kind === 'rollBack' ? 'rollBack' : 'apply',
    ruleId: rule.id ?? '',
    version: rule.version ?? 0,
    phase,
    remaining: await countRemaining(db, work),
    leftOut: (rule.leftOut ?? []).map(({ type }) => type),
    left: await leftOf(db, id),
  }
}

type Move = { from: readonly WorkState[]; to: WorkState; phase?: Work['phase'] }

const MOVES = {
  start: { from: ['previewed'], to: 'waiting', phase: 'write' },
  undo: { from: ['done', 'cancelled', 'failed'], to: 'undoing', phase: 'undo' },
  cancel: { from: ['waiting', 'running', 'previewed'], to: 'cancelled' },
  retry: { from: ['failed'], to: 'waiting' },
} as const satisfies Record<string, Move>

/**
 * Starts what was previewed, stops what runs, takes back what was done, goes on with what was given up.
 * @throws {DomainError} `conflict` when the work is at another point.
 */
export async function moveWork(
  { db, jobs, now }: WorkDeps,
  viewer: Viewer,
  { id, move, kinds }: { id: string; move: keyof typeof MOVES; kinds: readonly WorkKind[] },
): Promise<{ id: string; state: WorkState }> {
  requirePermission(viewer, 'manageRules')
  return inTransaction(db, async (tx) => {
    const work = present(await findWork(tx, id, { kinds, lock: true }))
    const { from, to: next, ...more }: Move = MOVES[move]
    if (!from.includes(work.state))
      throw new DomainError('conflict', `This cannot be done now: its state is "${work.state}".`)
    const to = move === 'retry' && work.phase === 'undo' ? 'undoing' : next
    const by = move === 'undo' ? { undoneBy: viewer.id } : {}
    await saveState(tx, id, { state: to, at: now(), ...more, ...by })
    if (to !== 'cancelled') await jobs.enqueue(tx, 'ruleWork', { workId: id })
    return { id, state: to }
  })
}

async function ask(
  { db, jobs, now }: WorkDeps,
  {
    viewer,
    ...asked
  }: { kind: WorkKind; rule: Work['rule']; scope: ApplicationScope; viewer: Viewer },
): Promise<{ id: string }> {
  return inTransaction(db, async (tx) => {
    const id = await insertWork(tx, { ...asked, startedBy: viewer.id, at: now() })
    await jobs.enqueue(tx, 'ruleWork', { workId: id })
    return { id }
  })
}

function present(work: Work | undefined): Work {
  if (work) return work
  throw new DomainError('not-found', 'There is no such trial or application.')
}

function sentWork({ id, state, total, problem, startedAt, finishedAt, ...work }: Work) {
  const { examined, matched, changed, taken, toCheck, deadlinesMoved } = work
  return {
    id,
    state,
    total,
    examined,
    matched,
    changed,
    taken,
    toCheck,
    deadlinesMoved,
    problem,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

async function sentChanges(
  db: Deps['db'],
  id: string,
  { limit = PAGE, cursor }: PageQuery,
): Promise<Pick<RuleTrial, 'changes' | 'nextCursor'>> {
  const rows = await changesPage(db, id, { after: placeOf(cursor), limit: limit + 1 })
  const changes = rows.slice(0, limit).map(({ change }) => change)
  const last = rows.length > limit ? changes.at(-1) : undefined
  return { changes, nextCursor: last ? `${last.receivedAt} ${last.messageId}` : null }
}

const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, receivedAt, messageId] = CURSOR.exec(cursor) ?? []
  if (receivedAt !== undefined && messageId !== undefined) return { receivedAt, messageId }
  throw foreignCursor()
}
