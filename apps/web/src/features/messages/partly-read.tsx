import type { Message } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { MailWarning } from 'lucide-react'
import { Banner } from '../../ui/banner.tsx'
import { ReadAgainButton } from './read-again-button.tsx'

/** What of a message could not be read, and why: its source is kept in any case. */
export function PartlyRead({ message: { id, state, problem } }: { message: Message }) {
  const { t } = useLingui()
  const known: Record<string, string> = {
    tooDeep: t`Its parts are nested too deeply.`,
    tooManyParts: t`It has more than a thousand parts; the last one listed holds the others.`,
    headerTooLong: t`Its header is longer than 256 kB.`,
    timeout: t`Reading it took too long.`,
    crashed: t`Reading it took more memory than allowed.`,
    notFiled: t`What was read of it could not be filed.`,
  }
  const reason = known[problem ?? '']
  if (state === 'quarantined') {
    return (
      <Banner tone="warn" icon={<MailWarning />} action={<ReadAgainButton messageId={id} />}>
        {t`This message could not be read completely. It is kept as it arrived: download its source to see it.`}{' '}
        {reason ?? (problem && t`The reader says: ${problem}`)}
      </Banner>
    )
  }
  if (!reason) return null
  return (
    <Banner tone="warn" icon={<MailWarning />}>
      {t`Only the beginning of this message was read. It is kept as it arrived: download its source to see the rest.`}{' '}
      {reason}
    </Banner>
  )
}
