import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Clock, LoaderCircle, MailX, RefreshCw, Undo2 } from 'lucide-react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { BounceReason } from './bounce-reason.tsx'
import { useCancelReply, useRetryReply } from './reply-queries.ts'

/** How far an outgoing message has come; nothing once it is sent. */
export function SendState({ message, onChanged }: { message: Message; onChanged: () => void }) {
  const { t } = useLingui()
  const cancel = useCancelReply()
  const retry = useRetryReply(onChanged)
  switch (message.state) {
    case 'queued':
      return (
        <Banner
          tone="info"
          icon={<Clock />}
          action={
            <Button
              variant="ghost"
              size="small"
              busy={cancel.isPending}
              onClick={() => cancel.mutate(message.id, { onSettled: onChanged })}
            >
              <Undo2 /> {t`Take back`}
            </Button>
          }
        >
          {cancel.error ? problemText(cancel.error) : t`Waiting to be sent`}
        </Banner>
      )
    case 'sending':
      return (
        <Banner tone="info" icon={<LoaderCircle />}>
          {t`Being sent`}
        </Banner>
      )
    case 'failed':
    case 'bounced':
      return (
        <Banner
          tone="danger"
          icon={<MailX />}
          action={
            message.state === 'failed' && (
              <Button
                variant="ghost"
                size="small"
                busy={retry.isPending}
                onClick={() => retry.mutate(message.id)}
              >
                <RefreshCw /> {t`Send again`}
              </Button>
            )
          }
        >
          <b>{message.state === 'failed' ? t`Not sent.` : t`Not delivered.`}</b>{' '}
          {message.state === 'bounced' && message.failedRecipients.length > 0 ? (
            <BounceReason failed={message.failedRecipients} />
          ) : retry.error ? (
            problemText(retry.error)
          ) : (
            message.problem
          )}
        </Banner>
      )
    case 'cancelled':
      return <Banner tone="neutral">{t`Taken back before it was sent`}</Banner>
    default:
      return null
  }
}
