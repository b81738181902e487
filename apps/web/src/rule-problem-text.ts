import { RULE_PROBLEMS, type RuleProblem } from '@levee/contract'
import { t } from '@lingui/core/macro'

/** Why a rule could not do what it says, and what to do about it. */
export function ruleProblemText(problem: string): string {
  const texts: Record<RuleProblem, string> = {
    noTeam: t`The department no longer exists. Choose another in the rule.`,
    noTag: t`The tag no longer exists. Choose another in the rule.`,
    noUser: t`The person no longer exists or is deactivated. Choose somebody else in the rule.`,
    notMember: t`The person is not a member of the mailbox. Make them a member, or choose somebody else in the rule.`,
    registered: t`It has a registration number already: it stays mail to be handled.`,
    emptyNote: t`The note would have been empty.`,
    noTemplate: t`The template no longer exists. Choose another in the rule.`,
    noMailToAnswer: t`There is no mail to answer.`,
    noMail: t`There is no mail to forward.`,
    automatic: t`A program wrote it: such mail is not forwarded, so that two programs never answer each other without end.`,
    noSender: t`None of its mailboxes can send. Set up sending in the settings of the mailbox.`,
  }
  const known = Object.entries(RULE_PROBLEMS).find(([, said]) => said === problem)
  return known && isProblem(known[0]) ? texts[known[0]] : t`The server says: “${problem}”`
}

function isProblem(word: string): word is RuleProblem {
  return word in RULE_PROBLEMS
}
