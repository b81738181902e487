import type { Answer, Body, dryRunRule, suggestExclusions } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { DomainError, ruleProblems, suggestExclusions as exclusionsFor } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { requirePermission, type Viewer } from '../../../http/viewer.ts'
import { compilePattern } from '../compile-pattern.ts'
import { countFound, loadTrial, ruleToTry, tryPage } from './read-trial.ts'
import { needsOf } from './needs.ts'
import { messagesById } from './stored-messages.ts'

const MESSAGES = 500

/** What a rule would have done to the last messages, at its place among the rules; nothing is changed. */
export async function dryRun(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { rule, last = MESSAGES, since }: Body<typeof dryRunRule>,
): Promise<Answer<typeof dryRunRule>> {
  requirePermission(viewer, 'manageRules')
  refuseIncomplete(rule)
  const trial = await loadTrial(db, { rule, now: now(), mode: 'history' })
  const onlyLast = trial.rule.trigger.type !== 'messageArrives'
  const conditions = since === undefined ? [] : [sql`m.received_at >= ${since}::timestamptz`]
  const page = await tryPage(db, trial, {
    selection: { conditions, onlyLast },
    after: null,
    limit: last,
  })
  return {
    ...countFound(page.examined, page.found),
    changes: page.found.map(({ change }) => change),
    cut: page.next !== null,
    oldest: page.oldest?.toISOString() ?? null,
    newest: page.newest?.toISOString() ?? null,
  }
}

/**
 * Refuses a rule that could not be saved.
 * @throws {DomainError} `invalid`, with each member that is wrong.
 */
export function refuseIncomplete(rule: Body<typeof dryRunRule>['rule']): void {
  const errors = ruleProblems(ruleToTry(rule, []), compilePattern).map(({ path, message }) => ({
    path: `rule.${path}`,
    message,
  }))
  if (errors.length > 0)
    throw new DomainError('invalid', 'The rule is not complete: see what is marked.', { errors })
}

/** Conditions that keep a rule from the mail that somebody marked. */
export async function exclusions(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { falsePositives, matched }: Body<typeof suggestExclusions>,
): Promise<Answer<typeof suggestExclusions>> {
  requirePermission(viewer, 'manageRules')
  const [wrong, right] = await Promise.all([
    present(db, falsePositives),
    present(
      db,
      matched.filter((id) => !falsePositives.includes(id)),
    ),
  ])
  const { conditions, uncovered } = exclusionsFor(wrong, right)
  return {
    exclusion: conditions.length === 0 ? null : { none: [...conditions] },
    covered: wrong.length - uncovered.length,
    left: uncovered.flatMap((index) => wrong[index]?.messageId ?? []),
  }
}

function present(db: Queryable, ids: readonly string[]) {
  const needs = { ...needsOf([]), file: true, headers: true }
  return messagesById(db, ids, needs)
}
