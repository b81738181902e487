/** Why a rule could not do what it says, as the server keeps it; whoever shows it says it in their language. */
export const RULE_PROBLEMS = {
  noTeam: 'There is no such team.',
  noTag: 'There is no such tag.',
  noUser: 'There is no such user, or they are disabled.',
  notMember: 'This user is not a member of the mailbox and could not see the mail.',
  registered: 'It has a number: it stays mail to be handled.',
  emptyNote: 'The note would be empty.',
  noMail: 'There is no mail to forward.',
  automatic: 'A program wrote this mail: it is not forwarded.',
  noTemplate: 'There is no such template.',
  noMailToAnswer: 'There is no mail to answer.',
  noSender: 'No mailbox of this mail can send.',
} as const

export type RuleProblem = keyof typeof RULE_PROBLEMS
