import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { chosenRoles, type FolderRoles } from '../../features/mailboxes/folder-roles.ts'
import { FolderRolesText } from '../../features/mailboxes/folder-roles-text.tsx'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { ModeChoice } from '../../features/mailboxes/mode-choice.tsx'
import { dayAndMonth } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { TextArea } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

type ServerUseCardProps = { mailbox: Mailbox; incoming: NonNullable<Mailbox['incoming']> }

/** What Levee does with the server: whether it writes there, and which folders it follows. */
export function ServerUseCard({ mailbox, incoming }: ServerUseCardProps) {
  const { t } = useLingui()
  const now = useNow()
  const change = useChangeMailbox(mailbox.id)
  const [mode, setMode] = useState(incoming.mode)
  const [text, setText] = useState(incoming.folders.join('\n'))
  const [roles, setRoles] = useState<FolderRoles>(incoming.folderRoles)
  const folders = linesOf(text)
  const since = dayAndMonth(new Date(incoming.triageSince), now)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (folders.length > 0)
      change.mutate({ incoming: { mode, folders, folderRoles: filledRoles(roles) } })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`On the mail server`}</h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <ModeChoice value={mode} onChange={setMode} />
        <TextArea
          label={t`Folders to follow, one a line`}
          hint={t`Mail since ${since} is on the desk, older mail in the archive.`}
          rows={3}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={folders.length === 0 ? t`Choose at least one folder.` : undefined}
        />
        <FolderRolesText value={roles} onChange={setRoles} />
        <SaveRow change={change} disabled={folders.length === 0} />
      </form>
    </section>
  )
}

/** What is left empty, the server says. */
function filledRoles(roles: FolderRoles): FolderRoles {
  const filled: FolderRoles = {}
  for (const role of chosenRoles) {
    const path = roles[role]?.trim()
    if (path) filled[role] = path
  }
  return filled
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}
