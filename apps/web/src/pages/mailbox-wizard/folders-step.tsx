import { useLingui } from '@lingui/react/macro'
import { ArrowLeft, Download } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { AccessFields } from '../mailbox-settings/access-fields.tsx'
import { FolderChoice } from '../../features/mailboxes/folder-choice.tsx'
import { useAddMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { type MailboxMode, ModeChoice } from '../../features/mailboxes/mode-choice.tsx'
import { daysAgo, TriageSince } from '../../features/mailboxes/triage-since.tsx'
import { useSession } from '../../features/session/session-queries.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { StepProps } from './mailbox-wizard-page.tsx'
import styles from './step-section.module.css'
import { draftOf, mailboxInput } from './wizard-draft.ts'
import { WizardFrame } from './wizard-frame.tsx'

export type CheckedFolder = { path: string; role: string | null }

const usualTriage = 30 // days

export function FoldersStep(props: StepProps & { folders: CheckedFolder[] }) {
  const { search, secrets, goTo, showImport, leave, folders } = props
  const { t } = useLingui()
  const form = useId()
  const { user } = useSession()
  const addMailbox = useAddMailbox()
  const [watched, setWatched] = useState(() => usuallyWatched(folders))
  const [mode, setMode] = useState<MailboxMode>('mirror')
  const [since, setSince] = useState(() => daysAgo(usualTriage))
  const [memberIds, setMemberIds] = useState([user.id])
  const [teamIds, setTeamIds] = useState<string[]>([])
  const draft = draftOf(search)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (watched.length === 0) return
    const input = mailboxInput(draft, secrets)
    const incoming = { ...input.incoming, folders: watched, mode, triageSince: since }
    addMailbox.mutate(
      { ...input, incoming, memberIds, teamIds },
      { onSuccess: ({ id }) => showImport(id) },
    )
  }
  return (
    <WizardFrame
      step="folders"
      summary={{
        address: draft.address,
        incoming: `IMAP, ${draft.incoming.host}`,
        sending: draft.outgoing ? `SMTP, ${draft.outgoing.host}` : t`Only receives`,
      }}
      title={t`Choose folders and who works here`}
      lead={t`Folders and members can be changed later; the date sorts the first import.`}
      onLeave={leave}
      footer={
        <>
          <Button variant="ghost" onClick={() => goTo('sending')}>
            <ArrowLeft /> {t`Back`}
          </Button>
          <span className={styles.space} />
          <Button
            type="submit"
            form={form}
            variant="primary"
            size="large"
            busy={addMailbox.isPending}
          >
            {addMailbox.isPending ? <Spinner /> : <Download />} {t`Connect and import`}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        {addMailbox.error && (
          <div role="alert">
            <Banner tone="danger">
              {hasStatus(addMailbox.error, 409)
                ? t`Another mailbox has this address.`
                : problemText(addMailbox.error)}
            </Banner>
          </div>
        )}
        <section className={styles.section}>
          <h2 className={styles.heading}>{t`What may Levee do on the mail server?`}</h2>
          <ModeChoice value={mode} onChange={setMode} />
        </section>
        <section className={styles.section}>
          <h2 className={styles.heading}>{t`From when is mail still to be handled?`}</h2>
          <TriageSince value={since} onChange={setSince} />
        </section>
        <div className={styles.columns}>
          <FolderChoice folders={folders} chosen={watched} onChange={setWatched} />
          <div className={styles.section}>
            <AccessFields
              memberIds={memberIds}
              teamIds={teamIds}
              onMembers={setMemberIds}
              onTeams={setTeamIds}
            />
          </div>
        </div>
      </form>
    </WizardFrame>
  )
}

/** The inbox, and what was sent: answers that were written elsewhere belong to their conversation. */
function usuallyWatched(folders: readonly CheckedFolder[]): string[] {
  return folders.filter(({ role }) => role === 'inbox' || role === 'sent').map(({ path }) => path)
}
