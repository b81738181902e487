import { t } from '@lingui/core/macro'
import type { RuleWarning } from '@levee/contract'

/** What is wrong with a rule of the book, with the reason. */
export function warningText({ reason, evidence }: RuleWarning): string {
  const texts: Record<RuleWarning['reason'], string> = {
    neverMatches: t`Can never apply: its conditions contradict each other (${evidence}).`,
    shadowed: t`Never gets its turn: “${evidence}” applies to all of this before, and stops.`,
    repeats: t`Repeats “${evidence}”, which does the same before.`,
    missingUser: t`Names somebody who is no longer here (${evidence}).`,
    missingTeam: t`Names a department that no longer exists (${evidence}).`,
    missingTag: t`Names a tag that no longer exists (${evidence}).`,
    missingTemplate: t`Names a template that no longer exists (${evidence}).`,
    missingPolicy: t`Names a deadline policy that no longer exists (${evidence}).`,
    missingMailbox: t`Names a mailbox that no longer exists (${evidence}).`,
  }
  return texts[reason]
}
