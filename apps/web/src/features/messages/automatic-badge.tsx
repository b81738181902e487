import type { Automatic, Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '../../ui/badge.tsx'

/** Says what kind of message a machine wrote; nothing for what people write. */
export function AutomaticBadge({ message }: { message: Message }) {
  const { t } = useLingui()
  const names: Record<Automatic, string | null> = {
    no: null,
    autoReply: t`Automatic reply`,
    bounce: t`Not delivered`,
    deliveryNotice: t`Delivery notice`,
    receipt: t`Read receipt`,
    invitationReply: t`Answer to an invitation`,
    complaint: t`Spam complaint`,
    list: t`Mailing list`,
    newsletter: t`Newsletter`,
    notification: t`Automatic message`,
  }
  const name = names[message.automatic]
  if (name === null) return null
  return <Badge tone={message.automatic === 'bounce' ? 'danger' : 'neutral'}>{name}</Badge>
}
