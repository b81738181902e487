import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useLocation } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import {
  type Security,
  type Server,
  suggestServers,
} from '../../features/mailboxes/suggest-servers.ts'
import { Field } from '../../ui/field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

type Incoming = NonNullable<Mailbox['incoming']>

/** How the mail is fetched. A password that is left empty stays as it is. */
export function IncomingCard({ mailbox, incoming }: { mailbox: Mailbox; incoming: Incoming }) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const isWanted = useLocation({ select: (location) => location.hash === 'connection' })
  const passwordField = useFocusOnMount<HTMLInputElement>(isWanted)
  const [server, setServer] = useState(serverOf(incoming))
  const [username, setUsername] = useState(incoming.username ?? '')
  const [password, setPassword] = useState('')
  const isValid = server.host !== '' && server.port > 0 && server.port <= 65_535
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isValid) return
    change.mutate(
      { incoming: { ...server, username, ...(password !== '' && { password }) } },
      { onSuccess: () => setPassword('') },
    )
  }
  return (
    <section className={card.card} id="connection">
      <div className={card.head}>
        <h2 className={card.title}>{t`Receiving over IMAP`}</h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <ServerFields
          protocol="imap"
          value={server}
          suggestions={suggestServers(mailbox.address).incoming}
          onChange={setServer}
          hostError={server.host === '' ? t`Enter the name of the server.` : undefined}
        />
        <div className={card.fields}>
          <Field
            label={t`User name`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={320}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
          <PasswordField
            label={t`New password`}
            hint={t`Leave it empty to keep the one that Levee has.`}
            autoComplete="off"
            ref={passwordField}
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

function serverOf({ host, port, security }: Incoming): Server {
  return { host: host ?? '', port: port ?? 993, security: securityOf(security) }
}

function securityOf(word: string | null): Security {
  return word === 'starttls' || word === 'none' ? word : 'tls'
}
