import type { Answer, exportRules as contractOf } from '@levee/contract'
import { toSieve } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { knownThings } from './known-things.ts'
import { portableAction, portableCondition } from './portable.ts'
import { storedRules } from './queries.ts'
import { contentOf } from './rule-row.ts'

/** The rule book for another installation, or for a mail server. */
export async function exportRules(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  format: 'json' | 'sieve',
): Promise<Answer<typeof contractOf>> {
  requirePermission(viewer, 'manageRules')
  const [rules, known] = await Promise.all([storedRules(db), knownThings(db)])
  if (format === 'sieve') {
    const tags = new Map(known.tag.map(({ id, names }) => [id, names[0] ?? id]))
    const { script, left } = toSieve(rules, tags)
    return { format: 'sieve', script, left: [...left] }
  }
  return {
    format: 'levee-rules',
    version: 1,
    rules: rules.map(contentOf).map(({ actions, conditions, ...rule }) => ({
      ...rule,
      conditions: portableCondition(conditions, known),
      actions: actions.map((action) => portableAction(action, known)),
    })),
  }
}
