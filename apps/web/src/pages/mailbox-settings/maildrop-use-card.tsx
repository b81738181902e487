import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { DeletionChoice } from '../../features/mailboxes/deletion-choice.tsx'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

type MaildropUseCardProps = { mailbox: Mailbox; incoming: NonNullable<Mailbox['incoming']> }

/** What Levee does with a POP3 server: whether mail stays there. */
export function MaildropUseCard({ mailbox, incoming }: MaildropUseCardProps) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const [deleteAfterDays, setDeleteAfterDays] = useState(incoming.deleteAfterDays)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ incoming: { deleteAfterDays } })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`On the mail server`}</h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <DeletionChoice value={deleteAfterDays} onChange={setDeleteAfterDays} />
        <SaveRow change={change} />
      </form>
    </section>
  )
}
