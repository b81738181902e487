import { useLingui } from '@lingui/react/macro'
import { Badge } from '../../ui/badge.tsx'
import { OptionCards } from '../../ui/option-cards.tsx'
import type { FetchProtocol } from './suggest-servers.ts'

type ProtocolChoiceProps = {
  value: FetchProtocol
  onChange: (protocol: FetchProtocol) => void
}

/** How mail is fetched from the server, with what speaks for each. */
export function ProtocolChoice({ value, onChange }: ProtocolChoiceProps) {
  const { t } = useLingui()
  return (
    <OptionCards
      label={t`How is mail fetched?`}
      value={value}
      onChange={onChange}
      options={[
        {
          value: 'imap',
          title: 'IMAP',
          badge: <Badge tone="info">{t`Recommended`}</Badge>,
          text: t`When several people or devices read the mailbox: folders, and what was read and answered, stay in step.`,
        },
        {
          value: 'pop3',
          title: 'POP3',
          text: t`When the provider has nothing else. Only the inbox is fetched, every minute; nothing is kept in step, but mail can be deleted from the server once it is here.`,
        },
      ]}
    />
  )
}
