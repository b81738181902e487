import type { CheckedFolder } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import {
  Archive,
  CircleAlert,
  FilePen,
  Folder,
  Inbox,
  Send,
  ShieldAlert,
  Trash2,
} from 'lucide-react'
import { wholeNumber } from '../../formatting/numbers.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import styles from './folder-choice.module.css'

type FolderChoiceProps = {
  folders: readonly Pick<CheckedFolder, 'path' | 'role' | 'messages'>[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Which folders of the server Levee follows. */
export function FolderChoice({ folders, chosen, onChange }: FolderChoiceProps) {
  const { t } = useLingui()
  const roles: Record<string, string> = {
    inbox: t`Incoming mail`,
    sent: t`Sent mail`,
    archive: t`Archived mail`,
    junk: t`Spam`,
    trash: t`Deleted mail`,
    drafts: t`Drafts`,
  }
  return (
    <div className={styles.choice}>
      <ChoiceList
        label={t`Folders to follow`}
        hint={t`Mail that arrives in these is filed. What is sent from elsewhere joins its conversation.`}
        searchLabel={t`Find a folder`}
        empty={t`No folder has this name.`}
        chosen={chosen}
        onChange={onChange}
        choices={folders.map(({ path, role, messages }) => ({
          value: path,
          label: path,
          detail: (
            <>
              {role !== null && roles[role]}
              {messages !== null && <span className={styles.count}>{wholeNumber(messages)}</span>}
            </>
          ),
          icon: <FolderIcon role={role} />,
        }))}
      />
      {chosen.length === 0 && (
        <p className={styles.error} role="alert">
          <CircleAlert aria-hidden="true" /> {t`Choose at least one folder.`}
        </p>
      )}
    </div>
  )
}

function FolderIcon({ role }: { role: string | null }) {
  switch (role) {
    case 'inbox':
      return <Inbox aria-hidden="true" />
    case 'sent':
      return <Send aria-hidden="true" />
    case 'archive':
      return <Archive aria-hidden="true" />
    case 'junk':
      return <ShieldAlert aria-hidden="true" />
    case 'trash':
      return <Trash2 aria-hidden="true" />
    case 'drafts':
      return <FilePen aria-hidden="true" />
    default:
      return <Folder aria-hidden="true" />
  }
}
