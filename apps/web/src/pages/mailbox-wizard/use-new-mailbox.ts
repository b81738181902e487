import { useState } from 'react'
import { useAddMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { folderOf, type FolderRoles } from '../../features/mailboxes/folder-roles.ts'
import type { MailboxMode } from '../../features/mailboxes/mode-choice.tsx'
import { daysAgo } from '../../features/mailboxes/triage-since.tsx'
import { useSession } from '../../features/session/session-queries.ts'
import type { CheckedFolder } from './folders-step.tsx'
import { type Draft, mailboxInput, type Secrets } from './wizard-draft.ts'

const usualTriage = 30 // days

/** The last answers of the wizard, and the mailbox that is made of all of them. */
export function useNewMailbox(draft: Draft, secrets: Secrets, found: readonly CheckedFolder[]) {
  const { user } = useSession()
  const addMailbox = useAddMailbox()
  const [folders, setFolders] = useState(() => usuallyWatched(found))
  const [mode, setMode] = useState<MailboxMode>('mirror')
  const [deleteAfterDays, setDeleteAfterDays] = useState<number | null>(null)
  const [folderRoles, setFolderRoles] = useState<FolderRoles>({})
  const [since, setSince] = useState(() => daysAgo(usualTriage))
  const [memberIds, setMemberIds] = useState([user.id])
  const [teamIds, setTeamIds] = useState<string[]>([])
  const changeRoles = (roles: FolderRoles) => {
    const [former, next] = [folderRoles, roles].map((each) => folderOf('sent', found, each))
    setFolderRoles(roles)
    if (former === next || next === undefined) return
    setFolders([...folders.filter((path) => path !== former && path !== next), next])
  }
  const add = (onAdded: (mailboxId: string) => void) => {
    const isMaildrop = draft.incoming.protocol === 'pop3'
    if (folders.length === 0 && !isMaildrop) return
    const input = mailboxInput(draft, secrets)
    const use = isMaildrop ? { deleteAfterDays } : { folders, folderRoles, mode }
    const incoming = { ...input.incoming, ...use, triageSince: since }
    addMailbox.mutate(
      { ...input, incoming, memberIds, teamIds },
      { onSuccess: ({ id }) => onAdded(id) },
    )
  }
  return {
    values: { folders, folderRoles, mode, deleteAfterDays, since, memberIds, teamIds },
    change: {
      setFolders,
      setFolderRoles: changeRoles,
      setMode,
      setDeleteAfterDays,
      setSince,
      setMemberIds,
      setTeamIds,
    },
    add,
    isPending: addMailbox.isPending,
    error: addMailbox.error,
  }
}

/** The inbox, and what was sent: answers that were written elsewhere belong to their conversation. */
function usuallyWatched(folders: readonly CheckedFolder[]): string[] {
  return folders.filter(({ role }) => role === 'inbox' || role === 'sent').map(({ path }) => path)
}
