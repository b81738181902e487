import type { ConversationDetail, ThreadingReason } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { problemText } from '../../problem-text.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { explanationQuery } from './regroup-conversations.ts'
import styles from './why-here.module.css'

type WhyHereProps = { conversation: ConversationDetail; messageId: string }

/** Why a message is in its conversation, in words. */
export function WhyHere({ conversation, messageId }: WhyHereProps) {
  const { t } = useLingui()
  const { data, error } = useQuery(explanationQuery(conversation))
  const textOf = useReasonText(conversation)
  const reason = data?.threading.find((each) => each.messageId === messageId)
  const lines = reason ? textOf(reason) : []
  return (
    <div className={styles.why}>
      <h3>{t`Why is it here?`}</h3>
      {error ? (
        <p>{problemText(error)}</p>
      ) : data ? (
        lines.map((line) => <p key={line}>{line}</p>)
      ) : (
        <Spinner />
      )}
      <Elsewhere conversation={conversation} messageId={messageId} />
    </div>
  )
}

function useReasonText({ messages }: ConversationDetail): (reason: ThreadingReason) => string[] {
  const { t } = useLingui()
  const rules = (who: string): Record<ThreadingReason['rule'], string> => ({
    none: t`It answers nothing that we know: it began this mail.`,
    inReplyTo: t`It is an answer to ${who}: its header says so (In-Reply-To).`,
    references: t`It belongs to the thread of ${who}: its header says so (References).`,
    returned: t`It is a report on ${who}, which it names or returns.`,
    answeredBy: t`A message that is here answers it: it arrived later than its answer.`,
    commonAncestor: t`It answers the same message as others here, which never reached us.`,
    sameContent: t`It is the same letter once more, on another way.`,
    reply: t`It was written here.`,
    merged: t`A colleague merged the mail that it was in with this one.`,
    split: t`A colleague split it from other mail.`,
  })
  const bases: Record<NonNullable<ThreadingReason['basis']>, string> = {
    participant: t`Its sender takes part in this exchange.`,
    organisation: t`Its sender is of the same organisation as somebody who takes part.`,
    ours: t`One of us wrote it.`,
    list: t`It came through the same mailing list.`,
    returned: t`It is about a mail that we sent.`,
  }
  return ({ rule, basis, linkedMessageId }) => {
    const linked = messages.find(({ id }) => id === linkedMessageId)
    const name = linked && (linked.from.name || linked.from.address)
    const who = name ? t`the message of ${name}` : t`a message of this mail`
    const isDecided = rule === 'merged' || rule === 'split' || rule === 'reply'
    return [rules(who)[rule], ...(basis && !isDecided ? [bases[basis]] : [])]
  }
}
