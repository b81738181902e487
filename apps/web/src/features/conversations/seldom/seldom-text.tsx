import type { TimelineEntry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { dateAndTime } from '../../../formatting/dates.ts'
import { useNow } from '../../../formatting/use-now.ts'
import { ruleProblemText } from '../../../rule-problem-text.ts'
import { notAcknowledgedText } from './not-acknowledged-text.ts'
import { useActivityText } from '../activity-text.ts'
import { assignmentIn, useAssignmentText } from './assignment-text.ts'

/** What a line of the log says that few mails have, after the name of whoever did it. */
export function SeldomText({ entry }: { entry: TimelineEntry }) {
  const { t } = useLingui()
  const activityText = useActivityText()
  const now = useNow()
  const { kind, after = {} } = entry
  const assignmentText = useAssignmentText()
  const assignment = assignmentIn(after)
  const said = [kindText(kind, after), activityText(entry), ...fieldTexts(after)]
    .filter((part) => part !== null)
    .join(', ')
  const why = assignment && assignmentText(assignment)
  return why ? [said, why].filter(Boolean).join(': ') : said

  function kindText(
    is: TimelineEntry['kind'],
    { to, problem, trust, reference, linkKind }: Fields,
  ): string | null {
    const target = String(to)
    switch (is) {
      case 'forwarded':
        return t`forwarded the message to ${target}`
      case 'webhookSent':
        return t`notified the web service ${target}`
      case 'taskFailed': {
        const why = ruleProblemText(String(problem))
        return target.includes('@')
          ? t`could not forward the message to ${target}. ${why}`
          : t`could not notify the web service ${target}. ${why}`
      }
      case 'ruleApplied':
        return t`applied a rule to mail that was there`
      case 'rolledBack':
        return t`took back what a rule had done`
      case 'undone':
        return t`undid an action`
      case 'registered': {
        const number = String(reference)
        return t`gave it the number ${number}`
      }
      case 'judged':
        return trust === 'danger'
          ? t`found the sender suspicious`
          : t`no longer finds the sender suspicious`
      case 'reread':
        return t`read a message anew`
      case 'replyCancelled':
        return after['reason'] === 'answered'
          ? t`cancelled a scheduled reply, because they wrote first`
          : t`withdrew a reply before it left`
      case 'replyRescheduled': {
        const when = dateAndTime(new Date(String(after['sendAt'])), now)
        return t`had a reply leave at another time: ${when}`
      }
      case 'replyApproved':
        return t`approved a reply`
      case 'replyReturned': {
        const reason = String(after['reason'])
        return t`returned a reply to its author: “${reason}”`
      }
      case 'replyRetried':
        return t`had a reply sent once more`
      case 'sendFailed':
        return t`could not send a reply`
      case 'acknowledged':
        return t`sent an acknowledgement of receipt`
      case 'notAcknowledged':
        return notAcknowledgedText(after)
      case 'handedOver':
        return t`handed it over for an absence`
      case 'takenBack':
        return t`gave it back after an absence`
      case 'noteChanged':
        return t`changed a note`
      case 'noteRemoved':
        return t`removed a note`
      case 'linked':
        return linkText(linkKind)
      case 'unlinked':
        return t`removed a link to another mail`
      default:
        return null
    }
  }

  function linkText(linkKind: unknown): string {
    switch (linkKind) {
      case 'duplicateOf':
        return t`linked it as a duplicate`
      case 'followUpOf':
        return t`linked it as a follow-up`
      default:
        return t`linked it with another mail`
    }
  }

  function fieldTexts({ priority, snoozedUntil, isNewsletter, deadlinePolicyId }: Fields) {
    const priorities: Record<string, string> = {
      low: t`set the priority to low`,
      normal: t`set the priority to normal`,
      high: t`set the priority to high`,
      urgent: t`set the priority to urgent`,
    }
    const until = typeof snoozedUntil === 'string' ? dateAndTime(new Date(snoozedUntil), now) : ''
    return [
      typeof priority === 'string' ? (priorities[priority] ?? null) : null,
      snoozedUntil === undefined
        ? null
        : snoozedUntil === null
          ? t`brought it back`
          : t`put it aside until ${until}`,
      isNewsletter === undefined
        ? null
        : isNewsletter
          ? t`filed it as a newsletter`
          : t`found that it is no newsletter`,
      deadlinePolicyId === undefined
        ? null
        : deadlinePolicyId === null
          ? t`left the deadlines to the deadline policies`
          : t`chose its deadline policy`,
    ]
  }
}

type Fields = Record<string, unknown>
