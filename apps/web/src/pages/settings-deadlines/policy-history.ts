import type { DeadlineTarget, PolicyVersion } from '@levee/contract'
import { plural, t } from '@lingui/core/macro'
import { lengthText } from '../../features/deadlines/explanation/length-text.ts'
import { kindText } from '../../features/deadlines/kind-text.ts'
import type { Difference } from '../settings/history-card.tsx'

type Content = PolicyVersion['content']
type Names = ReadonlyMap<string, string>

/** What a version of a policy changed, in words. @param calendars their names by id. */
export function policyDifferences(was: Content, is: Content, calendars: Names): Difference[] {
  const calendarOf = ({ calendarId }: Content): string =>
    calendarId === null ? t`the usual one` : (calendars.get(calendarId) ?? t`one that is gone`)
  const kinds = [...new Set([...was.targets, ...is.targets].map(({ kind }) => kind))]
  const pairs: Difference[] = [
    { what: t`Name`, was: was.name, is: is.name },
    { what: t`Calendar`, was: calendarOf(was), is: calendarOf(is) },
    ...kinds.map((kind) => ({
      what: kindText(kind),
      was: targetText(was.targets.find((target) => target.kind === kind)),
      is: targetText(is.targets.find((target) => target.kind === kind)),
    })),
  ]
  const named = pairs.filter((pair) => pair.was !== pair.is)
  const details = detailsOf(was, is, new Set(named.map(({ what }) => what)))
  return [...named, ...details]
}

function targetText(target: DeadlineTarget | undefined): string {
  if (!target) return ''
  const count = target.warnings.length
  const warnings = plural(count, { one: '# warning', other: '# warnings' })
  return `${lengthText(target.length)}, ${warnings}`
}

/** What is different without being named: which mail it is for, how a deadline counts. */
function detailsOf(was: Content, is: Content, named: ReadonlySet<string>): Difference[] {
  const conditions = isSame(was.conditions, is.conditions)
    ? []
    : [{ what: t`Which mail it is for`, was: '', is: t`changed` }]
  const acknowledgement = isSame(was.acknowledgement ?? null, is.acknowledgement ?? null)
    ? []
    : [{ what: t`Acknowledgement of receipt`, was: '', is: acknowledgementText(is) }]
  const targets = is.targets.flatMap((target) => {
    const before = was.targets.find(({ kind }) => kind === target.kind)
    const what = kindText(target.kind)
    if (!before || named.has(what) || isSame(before, target)) return []
    return [{ what, was: '', is: t`counts otherwise, or warns at other times` }]
  })
  return [...conditions, ...acknowledgement, ...targets]
}

function acknowledgementText({ acknowledgement }: Content): string {
  return acknowledgement ? t`changed` : t`off`
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
