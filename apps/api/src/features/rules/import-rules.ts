import type { Answer, Body, importRules as contractOf } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError, type KnownThings, type RuleDraft } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { checkRule } from './check-rule.ts'
import { knownThings } from './known-things.ts'
import { localAction, type Unknown } from './portable.ts'
import {
  insertBook,
  insertRule,
  insertVersion,
  lockBook,
  storedRules,
  updateRule,
} from './queries.ts'

type Book = Body<typeof contractOf>
type Judged = {
  draft: RuleDraft
  unknown: Unknown[]
  problems: { path: string; message: string }[]
}

/** Adds the rules of another installation, those that can be done here; a preview only says which those are. */
export async function importRules(
  { db, now, config }: Pick<Deps, 'db' | 'now' | 'config'>,
  viewer: Viewer,
  { book, mode }: Book,
): Promise<Answer<typeof contractOf>> {
  requirePermission(viewer, 'manageRules')
  const by = { authorId: viewer.id, at: now() }
  return inTransaction(db, async (tx) => {
    await lockBook(tx)
    const known = await knownThings(tx)
    const judged: Judged[] = []
    for (const rule of book.rules) judged.push(await judge(tx, rule, { known, config }))
    const importable = judged.filter(canImport)
    const removed = mode === 'replace' ? await removeAll(tx, by) : 0
    if (mode !== 'preview') {
      for (const { draft } of importable) {
        const enabled = mode === 'replace' && draft.enabled
        const row = await insertRule(tx, { ...draft, enabled }, by.at)
        await insertVersion(tx, row, { ...by, change: 'imported' })
      }
      await insertBook(tx, by)
    }
    return {
      added: mode === 'preview' ? 0 : importable.length,
      removed,
      rules: judged.map((each) => ({
        name: each.draft.name,
        canImport: canImport(each),
        unknown: each.unknown,
        problems: each.problems,
      })),
    }
  })
}

function canImport({ unknown, problems }: Judged): boolean {
  return unknown.length === 0 && problems.length === 0
}

async function judge(
  tx: Tx,
  rule: Book['book']['rules'][number],
  { known, config }: { known: KnownThings; config: Deps['config'] },
): Promise<Judged> {
  const local = rule.actions.map((action) => localAction(action, known))
  const draft: RuleDraft = {
    enabled: true,
    trigger: { type: 'messageArrives', messages: 'any' },
    stop: false,
    ...rule,
    actions: local.map(({ action }) => action),
  }
  const unknown = local.flatMap((each) => each.unknown)
  return { draft, unknown, problems: unknown.length > 0 ? [] : await problemsOf(tx, draft, config) }
}

async function problemsOf(
  tx: Tx,
  draft: RuleDraft,
  config: Deps['config'],
): Promise<Judged['problems']> {
  try {
    await checkRule(tx, draft, config)
    return []
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return [...error.errors]
  }
}

async function removeAll(tx: Tx, by: { authorId: string; at: Date }): Promise<number> {
  const rules = await storedRules(tx)
  for (const rule of rules) {
    const removed = { ...rule, version: rule.version + 1, deletedAt: by.at }
    await updateRule(tx, removed)
    await insertVersion(tx, removed, { ...by, change: 'removed' })
  }
  return rules.length
}
