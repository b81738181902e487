import { t } from '@lingui/core/macro'
import { type PatternCompiler, type RuleDraft, type RuleProblem, ruleProblems } from '@levee/domain'
import { ProblemError } from '../../problem-error.ts'

/** What is wrong with members of a rule, in words, by their path (`conditions.all.0.value`). */
export type DraftProblems = ReadonlyMap<string, string>

/** What is seen here already; patterns are judged by the server, which has their engine. */
export function localProblems(draft: RuleDraft): DraftProblems {
  const found = new Map<string, string>()
  if (draft.name.trim() === '') found.set('name', t`Give the rule a name.`)
  if (draft.actions.length === 0 && !draft.stop)
    found.set('actions', t`Say what the rule is to do.`)
  for (const problem of ruleProblems(draft, anyPattern))
    if (!found.has(problem.path)) found.set(problem.path, localText(problem))
  return found
}

/** What the server found wrong with the members of a rule that it was sent. */
export function serverProblems(error: unknown): DraftProblems {
  if (!(error instanceof ProblemError)) return new Map()
  return new Map(
    (error.problem.errors ?? []).map(({ path, message }) => [memberPath(path), message]),
  )
}

/** A path of an answer, as the rule has it. */
function memberPath(path: string): string {
  return path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replace(/^rule\./, '')
}

const anyPattern: PatternCompiler = (source) => ({
  ok: true,
  pattern: {
    test: () => null,
    find: () => null,
    names: [...source.matchAll(/\(\?P?<(\w+)>/g)].map(([, name = '']) => name),
  },
})

function localText({ code, message, path }: RuleProblem): string {
  if (code === 'missing') return t`Fill this in.`
  if (code === 'wrongOperator') return t`This comparison does not fit.`
  if (code === 'tooDeep') return t`Too many groups within each other.`
  if (code === 'tooMany') return t`Too many conditions.`
  if (code === 'unknownField') return t`This is the name of no header.`
  if (message.startsWith('${')) {
    const name = message.slice(0, message.indexOf(':'))
    return t`${name}: no pattern has a group of this name.`
  }
  if (path.endsWith('.to')) return t`Enter an address.`
  if (path.endsWith('.url')) return t`Enter an address that starts with https://.`
  return t`This value does not fit.`
}
