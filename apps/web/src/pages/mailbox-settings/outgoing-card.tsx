import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ServerFields } from '../../features/mailboxes/server-fields.tsx'
import { type Server, suggestServers } from '../../features/mailboxes/suggest-servers.ts'
import { TestMailCard } from '../../features/mailboxes/test-mail-card.tsx'
import { Badge } from '../../ui/badge.tsx'
import card from '../settings/card.module.css'
import { isServer } from './is-server.ts'
import { type Login, LoginFields } from './login-fields.tsx'
import { SaveRow } from './save-row.tsx'

const usual: Server = { host: '', port: 465, security: 'tls' }

/** How answers leave. */
export function OutgoingCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const { outgoing, address } = mailbox
  const change = useChangeMailbox(mailbox.id)
  const [server, setServer] = useState<Server>(outgoing ?? usual)
  const [login, setLogin] = useState<Login>({
    username: outgoing ? (outgoing.username ?? '') : address,
    password: '',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isServer(server)) return
    const { host, port, security } = server
    change.mutate(
      { outgoing: { host, port, security, ...filled(login) } },
      { onSuccess: () => setLogin({ ...login, password: '' }) },
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
          suggestions={suggestServers(address).outgoing}
          onChange={setServer}
        />
        <LoginFields
          value={login}
          onChange={setLogin}
          isKept={outgoing !== undefined}
          usernameHint={t`Leave it empty where the server asks for none.`}
          {...(mailbox.incoming?.oauth && {
            passwordHint: t`Leave it empty to send with the authorisation of the mailbox.`,
          })}
        />
        <SaveRow change={change} disabled={!isServer(server)} />
        {outgoing && mailbox.incoming?.protocol === 'imap' && (
          <TestMailCard mailbox={{ id: mailbox.id }} />
        )}
      </form>
    </section>
  )
}

/** What was entered: an empty password stays as it is. */
function filled({ username, password }: Login): Partial<Login> {
  return { ...(username !== '' && { username }), ...(password !== '' && { password }) }
}
