import type { Answer, Body, importSieve as contractOf } from '@levee/contract'
import { fromSieve, keywordOf, type KnownThings, type RuleAction } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { importRules } from './import-rules.ts'
import { knownThings } from './known-things.ts'

/** Adds the rules that a Sieve script says, switched off; what no rule can say is named by its line. */
export async function importSieve(
  deps: Pick<Deps, 'db' | 'now' | 'config'>,
  viewer: Viewer,
  { script, mode }: Body<typeof contractOf>,
): Promise<Answer<typeof contractOf>> {
  requirePermission(viewer, 'manageRules')
  const { rules, left } = fromSieve(script)
  const known = await knownThings(deps.db)
  const book = {
    format: 'levee-rules',
    version: 1,
    rules: rules.map(({ name, conditions, actions, stop }) => ({
      name,
      conditions,
      actions: actions.map((action) => withTag(action, known)),
      stop,
    })),
  } as const
  const imported = await importRules(deps, viewer, {
    book: { ...book, rules: [...book.rules] },
    mode,
  })
  return {
    added: imported.added,
    rules: imported.rules.flatMap((each, index) => {
      const rule = rules[index]
      return rule ? [{ ...each, line: rule.line, conditions: rule.conditions }] : []
    }),
    left: [...left],
  }
}

/** A keyword that a tag of ours has on a mail server is that tag. */
function withTag(action: RuleAction, { tag }: KnownThings): RuleAction {
  if (action.type !== 'addTag' || !('name' in action)) return action
  const found = tag.find(({ names }) =>
    names.some((name) => keywordOf(name).toLowerCase() === action.name.toLowerCase()),
  )
  return found ? { type: 'addTag', tagId: found.id } : action
}
