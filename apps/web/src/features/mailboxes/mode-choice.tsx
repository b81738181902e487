import type { MailboxInput } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '../../ui/badge.tsx'
import { OptionCards } from '../../ui/option-cards.tsx'

export type MailboxMode = NonNullable<MailboxInput['incoming']['mode']>

/** Whether Levee also writes to the mail server. */
export function ModeChoice({
  value,
  onChange,
}: {
  value: MailboxMode
  onChange: (mode: MailboxMode) => void
}) {
  const { t } = useLingui()
  return (
    <OptionCards
      label={t`What may Levee do on the mail server?`}
      value={value}
      onChange={onChange}
      options={[
        {
          value: 'mirror',
          title: t`Keep both sides in step`,
          badge: <Badge tone="info">{t`Recommended`}</Badge>,
          text: t`What is read, answered, archived or spam here is so on the server too: webmail and phones show the same.`,
        },
        {
          value: 'readOnly',
          title: t`Only read`,
          text: t`Nothing on the server is changed. Good for trying Levee out beside what you use today.`,
        },
      ]}
    />
  )
}
