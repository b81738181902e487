import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useLocation } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import {
  type Security,
  type Server,
  suggestIncoming,
  usualPort,
} from '../../features/mailboxes/suggest-servers.ts'
import { Field } from '../../ui/field.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import card from '../settings/card.module.css'
import { isServer } from './is-server.ts'
import { type Login, LoginFields } from './login-fields.tsx'
import { SaveRow } from './save-row.tsx'

type Incoming = NonNullable<Mailbox['incoming']>

/** How the mail is fetched. */
export function IncomingCard({ mailbox, incoming }: { mailbox: Mailbox; incoming: Incoming }) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const isWanted = useLocation({ select: (location) => location.hash === 'connection' })
  const passwordField = useFocusOnMount<HTMLInputElement>(isWanted)
  const protocol = incoming.protocol === 'pop3' ? 'pop3' : 'imap'
  const [server, setServer] = useState(serverOf(incoming))
  const [authservId, setAuthservId] = useState(incoming.authservId ?? '')
  const isName = /^[^\s;()"]*$/.test(authservId.trim())
  const [login, setLogin] = useState<Login>({ username: incoming.username ?? '', password: '' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isServer(server) || !isName) return
    const { username, password } = login
    change.mutate(
      {
        incoming: {
          ...server,
          username,
          authservId: authservId.trim() || null,
          ...(password !== '' && { password }),
        },
      },
      { onSuccess: () => setLogin({ ...login, password: '' }) },
    )
  }
  return (
    <section className={card.card} id="connection">
      <div className={card.head}>
        <h2 className={card.title}>
          {protocol === 'pop3' ? t`Receiving over POP3` : t`Receiving over IMAP`}
        </h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <ServerFields
          protocol={protocol}
          value={server}
          suggestions={suggestIncoming(mailbox.address, protocol)}
          onChange={setServer}
          hostError={server.host === '' ? t`Enter the name of the server.` : undefined}
        />
        <LoginFields
          value={login}
          onChange={setLogin}
          isKept
          {...(incoming.oauth && {
            passwordHint: t`This mailbox is authorised at its provider. A password takes the place of that.`,
          })}
          passwordField={passwordField}
        />
        <Field
          label={t`Name under which the server checks senders`}
          hint={t`The first word of the field Authentication-Results in the source of a received mail, for instance mx.example.org. Only what this server says is believed. Empty: Levee checks senders itself.`}
          error={isName ? undefined : t`A name without spaces, as it stands in the field.`}
          value={authservId}
          maxLength={253}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setAuthservId(event.currentTarget.value)}
        />
        <SaveRow change={change} disabled={!isServer(server) || !isName} />
      </form>
    </section>
  )
}

function serverOf({ protocol, host, port, ...incoming }: Incoming): Server {
  const security = securityOf(incoming.security)
  const usual = usualPort(protocol === 'pop3' ? 'pop3' : 'imap', security)
  return { host: host ?? '', port: port ?? usual, security }
}

function securityOf(word: string | null): Security {
  return word === 'starttls' || word === 'none' ? word : 'tls'
}
