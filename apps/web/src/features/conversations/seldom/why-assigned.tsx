import type { ConversationDetail, ExplainedAssignment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useDirectory } from '../directory.ts'
import { useAssignmentText } from './assignment-text.ts'

type WhyAssignedProps = {
  conversation: Pick<ConversationDetail, 'assigneeId'>
  assignment: ExplainedAssignment | null
}

/** Why a mail is with whom it is, where Levee decided that. */
export function WhyAssigned({ conversation, assignment }: WhyAssignedProps) {
  const { t } = useLingui()
  const { users, teams, mailboxes } = useDirectory()
  const textOf = useAssignmentText()
  if (!assignment) return null
  const { reason, mailboxId } = assignment
  const reasonText = textOf(reason)
  const mailbox = mailboxId === null ? undefined : mailboxes.get(mailboxId)?.name
  const team = reason.teamId === null ? undefined : teams.get(reason.teamId)?.name
  const assignee = conversation.assigneeId && users.get(conversation.assigneeId)?.name
  return (
    <>
      <h3>{assignee ? t`Why is it with ${assignee}?` : t`Why has nobody got it?`}</h3>
      {mailbox && team && <p>{t`What comes to ${mailbox} goes to ${team}.`}</p>}
      <p>{reasonText}.</p>
    </>
  )
}
