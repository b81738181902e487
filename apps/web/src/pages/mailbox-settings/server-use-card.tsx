import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ModeChoice } from '../../features/mailboxes/mode-choice.tsx'
import { dayAndMonth } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

type ServerUseCardProps = { mailbox: Mailbox; incoming: NonNullable<Mailbox['incoming']> }

/** What Levee does with the server: which folders it follows, and whether it writes there. */
export function ServerUseCard({ mailbox, incoming }: ServerUseCardProps) {
  const { t } = useLingui()
  const now = useNow()
  const change = useChangeMailbox(mailbox.id)
  const [mode, setMode] = useState(incoming.mode)
  const since = dayAndMonth(new Date(incoming.triageSince), now)
  const folders = incoming.folders.join(', ')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ incoming: { mode } })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`On the mail server`}</h2>
      </div>
      <form className={card.body} onSubmit={submit}>
        <p className={card.text}>
          {folders !== '' && t`Followed folders: ${folders}.`}{' '}
          {t`Mail since ${since} is on the desk, older mail in the archive.`}
        </p>
        <ModeChoice value={mode} onChange={setMode} />
        <SaveRow change={change} disabled={mode === incoming.mode} />
      </form>
    </section>
  )
}
