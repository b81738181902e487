import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'

type Delivery = ConversationDetail['deliveries'][number]
type ElsewhereProps = { conversation: Pick<ConversationDetail, 'deliveries'>; messageId: string }

/** What was done to a message with other mail programs, as far as its server tells; nothing when nothing was. */
export function Elsewhere({ conversation, messageId }: ElsewhereProps) {
  const { t } = useLingui()
  const now = useNow()
  const copies = conversation.deliveries.filter((delivery) => delivery.messageId === messageId)
  const read = firstOf(copies, ({ seenElsewhereAt }) => seenElsewhereAt)
  const answered = firstOf(copies, ({ answeredElsewhereAt }) => answeredElsewhereAt)
  const readAt = read && dateAndTime(read, now)
  const answeredAt = answered && dateAndTime(answered, now)
  const there = copies.filter(({ fate }) => fate !== 'moved' && fate !== 'gone')
  const has = (flag: string): boolean => there.some(({ flags }) => flags.includes(flag))
  const lines = [
    readAt && t`Read with another program (noticed ${readAt})`,
    answeredAt && t`Answered with another program (noticed ${answeredAt})`,
    has('\\Flagged') && t`Flagged on the mail server`,
    has('\\Deleted') && t`Marked on the mail server to be deleted; Levee keeps it`,
    copies.length > 0 &&
      copies.every(({ fate }) => fate === 'gone') &&
      t`No longer on the mail server; Levee keeps it`,
  ].filter((line) => typeof line === 'string')
  if (lines.length === 0) return null
  return (
    <>
      <h3>{t`In other mail programs`}</h3>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  )
}

function firstOf(copies: Delivery[], at: (copy: Delivery) => string | null): Date | undefined {
  const [first] = copies.flatMap((copy) => at(copy) ?? []).toSorted()
  return first === undefined ? undefined : new Date(first)
}
