import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import { type Server, suggestServers } from '../../features/mailboxes/suggest-servers.ts'
import { Badge } from '../../ui/badge.tsx'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

const usual: Server = { host: '', port: 465, security: 'tls' }

/** How answers leave. A password that is left empty stays as it is. */
export function OutgoingCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const { outgoing } = mailbox
  const [server, setServer] = useState<Server>(outgoing ?? usual)
  const [username, setUsername] = useState(outgoing ? (outgoing.username ?? '') : mailbox.address)
  const [password, setPassword] = useState('')
  const isValid = server.host !== '' && server.port > 0 && server.port <= 65_535
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isValid) return
    const { host, port, security } = server
    change.mutate(
      {
        outgoing: {
          host,
          port,
          security,
          ...(username !== '' && { username }),
          ...(password !== '' && { password }),
        },
      },
      { onSuccess: () => setPassword('') },
    )
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Sending over SMTP`}</h2>
        {!outgoing && <Badge tone="neutral">{t`Only receives`}</Badge>}
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <ServerFields
          protocol="smtp"
          value={server}
          suggestions={suggestServers(mailbox.address).outgoing}
          onChange={setServer}
        />
        <div className={card.fields}>
          <Field
            label={t`User name`}
            hint={t`Leave it empty where the server asks for none.`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={320}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
          <PasswordField
            label={outgoing ? t`New password` : t`Password`}
            hint={outgoing ? t`Leave it empty to keep the one that Levee has.` : undefined}
            autoComplete="off"
            maxLength={1000}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <SaveRow change={change} disabled={!isValid} />
      </form>
    </section>
  )
}
