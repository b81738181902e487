import { t } from '@lingui/core/macro'
import type { RuleDraft } from '@levee/domain'
import type { RuleNames } from './rule-names.ts'
import { sentenceText } from './rule-sentence.ts'

export type VersionDifference = { what: string; was: string; is: string }

/** What a version of a rule changed of the one before it, in words. */
export function versionDiff(
  was: RuleDraft | undefined,
  is: RuleDraft,
  names: RuleNames,
): readonly VersionDifference[] {
  if (!was) return [{ what: t`Rule`, was: '', is: sentenceText(is, names) }]
  const pairs: VersionDifference[] = [
    { what: t`Name`, was: was.name, is: is.name },
    { what: t`Switch`, was: onOff(was.enabled), is: onOff(is.enabled) },
    { what: t`Rule`, was: sentenceText(was, names), is: sentenceText(is, names) },
  ]
  return pairs.filter((pair) => pair.was !== pair.is)
}

function onOff(isOn: boolean): string {
  return isOn ? t`on` : t`off`
}
