import type {
  Body,
  changeDeadlinePolicy,
  DeadlineMoves,
  DeadlinePolicy,
  NewDeadlinePolicy,
} from '@levee/contract'
import { inTransaction, type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { loadFrame, type PolicyContent } from './frame.ts'
import {
  allPolicies,
  insertPolicy,
  insertPolicyVersion,
  noSuchPolicy,
  orderPolicies,
  policyById,
} from './policy-queries.ts'
import { askForRecount } from './recount.ts'
import { whatWouldMove } from './what-if.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'now'>
type PolicyPatch = Body<typeof changeDeadlinePolicy>

export async function listPolicies({ db }: Pick<Deps, 'db'>): Promise<DeadlinePolicy[]> {
  return allPolicies(db)
}

/** Adds a policy, the last one before the fall-back. */
export async function createPolicy(
  deps: Writing,
  viewer: Viewer,
  input: NewDeadlinePolicy,
): Promise<DeadlinePolicy> {
  requirePermission(viewer, 'manageDeadlines')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    await lockPolicies(tx)
    await checkPolicy(tx, input, null)
    const id = await insertPolicy(tx, { content: input, authorId: viewer.id, at })
    await askForRecount(tx, deps, { askedBy: viewer.id })
    return policyById(tx, id)
  })
}

/** Makes the next version of a policy, or moves it; the deadlines follow by and by. */
export async function updatePolicy(
  deps: Writing,
  viewer: Viewer,
  id: string,
  { position, ...patch }: PolicyPatch,
): Promise<DeadlinePolicy> {
  requirePermission(viewer, 'manageDeadlines')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    await lockPolicies(tx)
    const current = await policyById(tx, id)
    const content = patchedContent(current, patch)
    await checkPolicy(tx, content, id)
    const isNew = JSON.stringify(content) !== JSON.stringify(patchedContent(current, {}))
    if (isNew)
      await insertPolicyVersion(tx, {
        id,
        version: current.version + 1,
        content,
        authorId: viewer.id,
        at,
      })
    if (position !== undefined)
      await orderPolicies(tx, movedTo(await allPolicies(tx), id, position))
    if (isNew || position !== undefined) await askForRecount(tx, deps, { askedBy: viewer.id })
    return policyById(tx, id)
  })
}

/** Removes a policy; what it counted stays explained. */
export async function removePolicy(deps: Writing, viewer: Viewer, id: string): Promise<void> {
  requirePermission(viewer, 'manageDeadlines')
  await inTransaction(deps.db, async (tx) => {
    await lockPolicies(tx)
    const { conditions } = await policyById(tx, id)
    const others = (await allPolicies(tx)).filter((policy) => policy.id !== id)
    if (conditions === null && others.length > 0)
      throw new DomainError('conflict', 'The fall-back stays as long as there are other policies.')
    await tx.run(sql`update deadline_policy set removed_at = ${deps.now()} where id = ${id}`)
    await tx.run(sql`update deadline_clock set policy_id = null where policy_id = ${id}`)
    await askForRecount(tx, deps, { askedBy: viewer.id })
  })
}

/** Which open deadlines a change of a policy, a new one or its removal would move. */
export async function previewPolicy(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { id, draft }: { id: string | null; draft: PolicyPatch | null },
): Promise<DeadlineMoves> {
  requirePermission(viewer, 'manageDeadlines')
  const frame = await loadFrame(db)
  const policies = await allPolicies(db)
  return whatWouldMove(
    db,
    { ...frame, policies: await draftedPolicies(db, policies, { id, draft }) },
    now(),
  )
}

const NEW_POLICY = '00000000-0000-0000-0000-000000000001'

async function draftedPolicies(
  db: Queryable,
  policies: readonly DeadlinePolicy[],
  { id, draft }: { id: string | null; draft: PolicyPatch | null },
): Promise<DeadlinePolicy[]> {
  const current = policies.find((policy) => policy.id === id)
  if (id !== null && !current) throw noSuchPolicy()
  const others = policies.filter((policy) => policy.id !== id)
  if (draft === null) return others
  const { position = current?.position ?? others.length, ...patch } = draft
  const content = patchedContent(current ?? EMPTY_POLICY, patch)
  await checkPolicy(db, content, id)
  const drafted = {
    id: id ?? NEW_POLICY,
    version: (current?.version ?? 0) + 1,
    position,
    ...content,
  }
  return others
    .toSpliced(position, 0, drafted)
    .map((policy, place) => ({ ...policy, position: place }))
}

type Content = Pick<
  DeadlinePolicy,
  'name' | 'conditions' | 'calendarId' | 'targets' | 'acknowledgement'
>
const EMPTY_POLICY: Content = { name: '', conditions: null, calendarId: null, targets: [] }

function patchedContent(current: Content, patch: Omit<PolicyPatch, 'position'>): Content {
  return {
    name: patch.name ?? current.name,
    conditions: patch.conditions === undefined ? current.conditions : patch.conditions,
    calendarId: patch.calendarId === undefined ? current.calendarId : patch.calendarId,
    targets: patch.targets ?? current.targets,
    acknowledgement:
      (patch.acknowledgement === undefined ? current.acknowledgement : patch.acknowledgement) ??
      null,
  }
}

function movedTo(policies: readonly DeadlinePolicy[], id: string, position: number): string[] {
  const others = policies.map((policy) => policy.id).filter((each) => each !== id)
  return others.toSpliced(position, 0, id)
}

/** One change at a time: their order is one thing. */
async function lockPolicies(tx: Queryable): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('levee.deadline-policies'))`)
}

/** @throws {DomainError} `invalid`, member by member; `conflict` when there would be two fall-backs, or none. */
async function checkPolicy(
  db: Queryable,
  content: PolicyContent,
  id: string | null,
): Promise<void> {
  const { targets, conditions, calendarId, acknowledgement } = content
  const errors = targets.flatMap(({ kind, warnings, starts }, index) => [
    ...(targets.findIndex((other) => other.kind === kind) < index
      ? [{ path: `targets/${index}/kind`, message: 'is not the kind of a deadline above' }]
      : []),
    ...(starts === 'received' && kind === 'nextReply'
      ? [{ path: `targets/${index}/starts`, message: 'is "incoming" for a next reply' }]
      : []),
    ...warnings.flatMap(({ to, address }, place) =>
      to === 'address' && !/^\S+@\S+$/.test(address ?? '')
        ? [
            {
              path: `targets/${index}/warnings/${place}/address`,
              message: 'takes an e-mail address',
            },
          ]
        : [],
    ),
  ])
  if (calendarId !== null && !(await isCalendar(db, calendarId)))
    errors.push({ path: 'calendarId', message: 'takes the id of a calendar' })
  for (const language of ['fr', 'en'] as const)
    if (!(await isTemplate(db, acknowledgement?.[language] ?? null, language)))
      errors.push({
        path: `acknowledgement/${language}`,
        message: 'takes the id of a template of this language',
      })
  if (errors.length > 0)
    throw new DomainError('invalid', 'The policy cannot be kept like this.', { errors })
  const others = (await allPolicies(db)).filter((policy) => policy.id !== id)
  const hasFallback = others.some((policy) => policy.conditions === null)
  if (conditions === null && hasFallback)
    throw new DomainError('conflict', 'There is a fall-back already: give this one conditions.')
  if (conditions !== null && id !== null && !hasFallback && others.length > 0)
    throw new DomainError('conflict', 'One policy without conditions stays, for everything else.')
}

async function isTemplate(db: Queryable, id: string | null, language: string): Promise<boolean> {
  if (id === null) return true
  const found = await db.row(sql`
    select from template where id = ${id} and language = ${language} and removed_at is null`)
  return found !== undefined
}

async function isCalendar(db: Queryable, id: string): Promise<boolean> {
  return (
    (await db.row(sql`select from calendar where id = ${id} and removed_at is null`)) !== undefined
  )
}
