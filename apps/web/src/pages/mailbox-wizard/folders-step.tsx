import type { CheckedFolder } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { type FormEvent, useId } from 'react'
import { DeletionChoice } from '../../features/mailboxes/deletion-choice.tsx'
import { FolderChoice } from '../../features/mailboxes/folder-choice.tsx'
import { FolderRolesFields } from '../../features/mailboxes/folder-roles-fields.tsx'
import { messagesIn } from '../../features/mailboxes/messages-in.ts'
import { ModeChoice } from '../../features/mailboxes/mode-choice.tsx'
import { TriageSince } from '../../features/mailboxes/triage-since.tsx'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { AccessFields } from '../mailbox-settings/access-fields.tsx'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { StepFooter } from './step-footer.tsx'
import styles from './step-section.module.css'
import { useNewMailbox } from './use-new-mailbox.ts'
import { draftOf } from './wizard-draft.ts'
import { WizardFrame } from './wizard-frame.tsx'

export type { CheckedFolder } from '@levee/contract'

export function FoldersStep(props: StepProps & { folders: CheckedFolder[] }) {
  const { search, secrets, goTo, showImport, leave, folders } = props
  const { t } = useLingui()
  const form = useId()
  const draft = draftOf(search, props.discovery.data)
  const mailbox = useNewMailbox(draft, secrets, folders)
  const coming = messagesIn(folders, mailbox.values.folders)
  const outlook =
    coming === null || coming === 0
      ? null
      : plural(coming, { one: '# message to import', other: '# messages to import' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mailbox.add(showImport)
  }
  return (
    <WizardFrame
      step="folders"
      summary={{
        address: draft.address,
        incoming: `${draft.incoming.protocol.toUpperCase()}, ${draft.incoming.host}`,
        sending: draft.receiveOnly ? t`Only receives` : `SMTP, ${draft.outgoing.host}`,
      }}
      deletion={draft.incoming.protocol === 'pop3' ? mailbox.values.deleteAfterDays : null}
      title={t`Choose folders and who works here`}
      lead={t`Folders and members can be changed later; the date sorts the first import.`}
      onLeave={leave}
      footer={
        <StepFooter
          form={form}
          busy={mailbox.isPending}
          outlook={outlook}
          onBack={() => goTo('sending')}
          submit={
            <>
              {mailbox.isPending ? <Spinner /> : <Download />} {t`Connect and import`}
            </>
          }
        />
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <AddProblem error={mailbox.error} />
        <NewMailboxFields
          mailbox={mailbox}
          folders={folders}
          isMaildrop={draft.incoming.protocol === 'pop3'}
        />
      </form>
    </WizardFrame>
  )
}

type NewMailboxFieldsProps = {
  mailbox: ReturnType<typeof useNewMailbox>
  folders: readonly CheckedFolder[]
  /** POP3: there are no folders, and nothing to keep in step. */
  isMaildrop: boolean
}

function NewMailboxFields(props: NewMailboxFieldsProps) {
  const { folders, isMaildrop } = props
  const { values, change } = props.mailbox
  const { t } = useLingui()
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.heading}>{t`What may Levee do on the mail server?`}</h2>
        {isMaildrop ? (
          <DeletionChoice value={values.deleteAfterDays} onChange={change.setDeleteAfterDays} />
        ) : (
          <ModeChoice value={values.mode} onChange={change.setMode} />
        )}
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>{t`From when is mail still to be handled?`}</h2>
        <TriageSince value={values.since} onChange={change.setSince} />
      </section>
      <FolderRolesFields
        folders={folders}
        chosen={values.folderRoles}
        onChange={change.setFolderRoles}
      />
      <div className={styles.columns}>
        {!isMaildrop && (
          <FolderChoice folders={folders} chosen={values.folders} onChange={change.setFolders} />
        )}
        <div className={styles.section}>
          <AccessFields
            memberIds={values.memberIds}
            teamIds={values.teamIds}
            onMembers={change.setMemberIds}
            onTeams={change.setTeamIds}
          />
        </div>
      </div>
    </>
  )
}

function AddProblem({ error }: { error: Error | null }) {
  const { t } = useLingui()
  if (!error) return null
  return (
    <div role="alert">
      <Banner tone="danger">
        {hasStatus(error, 409) ? t`Another mailbox has this address.` : problemText(error)}
      </Banner>
    </div>
  )
}
