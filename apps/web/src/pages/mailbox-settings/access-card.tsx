import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import card from '../settings/card.module.css'
import { AccessFields } from './access-fields.tsx'
import { DefaultTeamField } from './default-team-field.tsx'
import { SaveRow } from './save-row.tsx'

/** Who sees the mail of the mailbox. */
export function AccessCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const [memberIds, setMemberIds] = useState(mailbox.memberIds ?? [])
  const [teamIds, setTeamIds] = useState(mailbox.teamIds ?? [])
  const [defaultTeamId, setDefaultTeamId] = useState(mailbox.defaultTeamId ?? null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ memberIds, teamIds, defaultTeamId })
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
          <DefaultTeamField teamId={defaultTeamId} onChange={setDefaultTeamId} />
        </div>
        <SaveRow change={change} />
      </form>
    </section>
  )
}
