import type { MailboxSending } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sendingQuery, useSetApproval } from '../../features/outbox/outbox-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Select } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

const approvals = ['none', 'managers', 'chosen'] as const

/** Who reads the replies of the mailbox before they leave. */
export function ApprovalCard({ mailboxId }: { mailboxId: string }) {
  const { data } = useQuery(sendingQuery(mailboxId))
  return data ? <ApprovalForm mailboxId={mailboxId} sending={data} /> : null
}

function ApprovalForm({ mailboxId, sending }: { mailboxId: string; sending: MailboxSending }) {
  const { t } = useLingui()
  const change = useSetApproval(mailboxId)
  const users = useUsers().filter((user) => user.disabledAt === null)
  const [approval, setApproval] = useState(sending.approval)
  const [approverIds, setApproverIds] = useState(sending.approverIds)
  const names: Record<MailboxSending['approval'], string> = {
    none: t`Nobody: they leave at once`,
    managers: t`A manager`,
    chosen: t`One of these people`,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ approval, approverIds: approval === 'chosen' ? approverIds : [] })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Approval before sending`}</h2>
      </div>
      <form className={card.body} onSubmit={submit}>
        <div className={card.fields}>
          <Select
            label={t`Who reads a reply before it leaves`}
            hint={t`Never the one who wrote it. The author and those who may approve are told.`}
            value={approval}
            onChange={(event) =>
              setApproval(approvals.find((each) => each === event.target.value) ?? 'none')
            }
          >
            {approvals.map((each) => (
              <option key={each} value={each}>
                {names[each]}
              </option>
            ))}
          </Select>
          {approval === 'chosen' && (
            <ChoiceList
              label={t`People who may approve`}
              searchLabel={t`Find a user`}
              empty={t`Nobody has this name.`}
              chosen={approverIds}
              onChange={setApproverIds}
              choices={users.map((user) => ({
                value: user.id,
                label: user.name,
                icon: <Avatar name={user.name} size={20} />,
              }))}
            />
          )}
        </div>
        <SaveRow change={change} disabled={approval === 'chosen' && approverIds.length === 0} />
      </form>
    </section>
  )
}
