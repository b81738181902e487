import type { addRule, Body, ListedRule, Rule, RuleVersion } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError, lintRules, may, type RuleDraft } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { webhookSecret } from './post-webhook.ts'
import { checkRule } from './check-rule.ts'
import { knownThings } from './known-things.ts'
import {
  hitsSince,
  insertBook,
  insertRule,
  insertVersion,
  lockBook,
  lockRule,
  type RuleChange,
  savePositions,
  storedRules,
  updateRule,
  versionsOf,
} from './queries.ts'
import { contentOf, type RuleRow, sentRule } from './rule-row.ts'

export { lookAtArrivals, setsAside, type Sorting } from './arrivals.ts'
export { applySafely } from './apply-safely.ts'
export { doRuleTask } from './do-task.ts'
export { webhookSecret }
export { lookAtChange } from './look-at-change.ts'
export { explainRuns } from './explain-runs.ts'
export { runWork } from './trial/run-work.ts'

type RuleDeps = Pick<Deps, 'db' | 'now' | 'config'>
type Draft = Body<typeof addRule>

const HITS_OVER = 30 * 86_400_000 // ms

/** The rules in their order, with what they did lately and what is wrong with them. */
export async function listRules(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
): Promise<ListedRule[]> {
  const [rules, known, hits] = await Promise.all([
    storedRules(db),
    knownThings(db),
    hitsSince(db, new Date(now().getTime() - HITS_OVER)),
  ])
  const warnings = lintRules(rules, known)
  const hitsOf = new Map(hits.map((each) => [each.ruleId, each]))
  return rules.map((rule) => ({
    ...forEyesOf(viewer, sentRule(rule)),
    hits: hitsOf.get(rule.id)?.hits ?? 0,
    lastHitAt: hitsOf.get(rule.id)?.lastHitAt?.toISOString() ?? null,
    warnings: warnings.filter(({ ruleId }) => ruleId === rule.id),
    reachesOutside: rule.actions.some(({ type }) => type === 'forward' || type === 'webhook'),
  }))
}

/** The address of a webhook may be a secret: others than admins see its host. */
function forEyesOf(viewer: Viewer, rule: Rule): Rule {
  if (may(viewer.role, 'manageRules')) return rule
  const actions = rule.actions.map((action) =>
    action.type === 'webhook'
      ? { ...action, url: URL.parse(action.url)?.origin ?? 'https://' }
      : action,
  )
  return { ...rule, actions }
}

/** Adds a rule after the others. */
export async function createRule(deps: RuleDeps, viewer: Viewer, draft: Draft): Promise<Rule> {
  requirePermission(viewer, 'manageRules')
  const whole: RuleDraft = {
    enabled: true,
    trigger: { type: 'messageArrives', messages: 'any' },
    stop: false,
    ...draft,
  }
  await checkRule(deps.db, whole, deps.config)
  const by = { change: 'created', authorId: viewer.id, at: deps.now() } as const
  return inTransaction(deps.db, async (tx) => {
    await lockBook(tx)
    const rule = await insertRule(tx, whole, by.at)
    await keep(tx, rule, by)
    return sentRule(rule)
  })
}

/**
 * Changes a rule, which makes a version of it.
 * @throws {DomainError} `conflict` when it is no longer of the version that was asked to be changed.
 */
export async function updateRuleFor(
  deps: RuleDeps,
  viewer: Viewer,
  { id, version, patch }: { id: string; version?: number; patch: Partial<RuleDraft> },
): Promise<Rule> {
  requirePermission(viewer, 'manageRules')
  return saveRule(deps, {
    id,
    by: { change: 'changed', authorId: viewer.id, at: deps.now() },
    ...(version !== undefined && { version }),
    change: (rule) => ({ ...rule, ...patch }),
  })
}

/** Removes a rule; what it did stays, and it can be put back. */
export async function removeRule(deps: RuleDeps, viewer: Viewer, id: string): Promise<void> {
  requirePermission(viewer, 'manageRules')
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    await lockBook(tx)
    const rule = await present(tx, id)
    const removed = { ...rule, version: rule.version + 1, deletedAt: at }
    await updateRule(tx, removed)
    await keep(tx, removed, { change: 'removed', authorId: viewer.id, at })
  })
}

/** Puts a removed rule back where it was. */
export async function restoreRule(deps: RuleDeps, viewer: Viewer, id: string): Promise<Rule> {
  requirePermission(viewer, 'manageRules')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    await lockBook(tx)
    const rule = await lockRule(tx, id)
    if (!rule) throw noSuchRule()
    if (rule.deletedAt === null) throw new DomainError('conflict', 'This rule was not removed.')
    const restored = { ...rule, version: rule.version + 1, deletedAt: null, activeSince: at }
    await updateRule(tx, restored)
    await keep(tx, restored, { change: 'restored', authorId: viewer.id, at })
    return sentRule(restored)
  })
}

/**
 * Puts the rules in another order.
 * @throws {DomainError} `conflict` when others were added or removed since.
 */
export async function orderRules(
  deps: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ListedRule[]> {
  requirePermission(viewer, 'manageRules')
  await inTransaction(deps.db, async (tx) => {
    await lockBook(tx)
    const rules = await storedRules(tx)
    const isWhole = rules.length === ids.length && rules.every(({ id }) => ids.includes(id))
    if (!isWhole) throw new DomainError('conflict', 'The rules are no longer those that you saw.')
    await savePositions(tx, ids)
    await insertBook(tx, { authorId: viewer.id, at: deps.now() })
  })
  return listRules(deps, viewer)
}

/** What a rule was, with who left it so, the newest version first. */
export async function listRuleVersions(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<RuleVersion[]> {
  requirePermission(viewer, 'manageRules')
  const versions = await versionsOf(db, id)
  if (versions.length === 0) throw noSuchRule()
  return versions
}

/** With what receivers of webhooks check that they come from here. */
export function showWebhookSecret(deps: Pick<Deps, 'keys'>, viewer: Viewer): { secret: string } {
  requirePermission(viewer, 'manageRules')
  return { secret: webhookSecret(deps) }
}

/**
 * Writes another content of a rule as its next version; the same content makes none. Time triggers count anew
 * from when it was switched on, or waits for something else.
 */
export async function saveRule(
  deps: RuleDeps,
  wanted: {
    id: string
    by: RuleChange
    version?: number
    change: (rule: RuleRow) => RuleRow
  },
): Promise<Rule> {
  const { id, by, version, change } = wanted
  return inTransaction(deps.db, async (tx) => {
    await lockBook(tx)
    const rule = await present(tx, id)
    if (version !== undefined && version !== rule.version)
      throw new DomainError('conflict', 'Somebody changed this rule meanwhile.')
    const changed = change(rule)
    if (isSame(contentOf(rule), contentOf(changed))) return sentRule(rule)
    await checkRule(tx, changed, deps.config)
    const isAnew = (changed.enabled && !rule.enabled) || !isSame(changed.trigger, rule.trigger)
    const saved = {
      ...changed,
      version: rule.version + 1,
      activeSince: isAnew ? by.at : rule.activeSince,
    }
    await updateRule(tx, saved)
    await keep(tx, saved, by)
    return sentRule(saved)
  })
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

async function keep(tx: Tx, rule: RuleRow, by: RuleChange): Promise<void> {
  await insertVersion(tx, rule, by)
  await insertBook(tx, by)
}

async function present(tx: Tx, id: string): Promise<RuleRow> {
  const rule = await lockRule(tx, id)
  if (rule && rule.deletedAt === null) return rule
  throw noSuchRule()
}

function noSuchRule(): DomainError {
  return new DomainError('not-found', 'There is no such rule.')
}
