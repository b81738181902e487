import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import card from '../settings/card.module.css'
import { AccessFields } from './access-fields.tsx'
import { SaveRow } from './save-row.tsx'

/** Who sees the mail of the mailbox. */
export function AccessCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const [memberIds, setMemberIds] = useState(mailbox.memberIds ?? [])
  const [teamIds, setTeamIds] = useState(mailbox.teamIds ?? [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ memberIds, teamIds })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Who works in this mailbox`}</h2>
      </div>
      <form className={card.body} onSubmit={submit}>
        <div className={card.fields}>
          <AccessFields
            memberIds={memberIds}
            teamIds={teamIds}
            onMembers={setMemberIds}
            onTeams={setTeamIds}
          />
        </div>
        <SaveRow change={change} />
      </form>
    </section>
  )
}
