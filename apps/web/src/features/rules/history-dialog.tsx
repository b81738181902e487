import type { RuleVersion } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { History, Undo2 } from 'lucide-react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useRuleNames } from './rule-names.ts'
import { ruleVersionsQuery, useRestoreVersion } from './rule-queries.ts'
import { versionDiff } from './version-diff.ts'
import styles from './work-dialog.module.css'

type HistoryDialogProps = {
  ruleId: string
  name: string
  onRestored: () => void
  onRollBack: () => void
  onClose: () => void
}

/** What a rule was, who changed it and when; each version can be had again, and what the rule did taken back. */
export function HistoryDialog(props: HistoryDialogProps) {
  const { ruleId, name, onRestored, onRollBack, onClose } = props
  const { t } = useLingui()
  const { data: versions, error, refetch } = useQuery(ruleVersionsQuery(ruleId))
  const restore = useRestoreVersion()
  const restoreTo = (version: number) =>
    restore.mutate(
      { id: ruleId, version },
      {
        onSuccess: (rule) => {
          showToast({
            tone: 'done',
            text: t`Version ${version} acts again, as version ${rule.version}.`,
          })
          onRestored()
        },
      },
    )
  return (
    <Dialog
      title={t`History of “${name}”`}
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onRollBack}>
            <Undo2 /> {t`Take back its effects…`}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Close`}
          </Button>
        </>
      }
    >
      {restore.error && <Banner tone="danger">{problemText(restore.error)}</Banner>}
      {error ? (
        <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
      ) : versions ? (
        <ol className={classNames(styles.versions, styles.inset)}>
          {versions.map((version, index) => (
            <Version
              key={version.version}
              version={version}
              before={versions[index + 1]}
              onRestore={index > 0 ? () => restoreTo(version.version) : undefined}
              isBusy={restore.isPending}
            />
          ))}
        </ol>
      ) : (
        <Spinner />
      )}
    </Dialog>
  )
}

type VersionProps = {
  version: RuleVersion
  before: RuleVersion | undefined
  onRestore: (() => void) | undefined
  isBusy: boolean
}

function Version({ version, before, onRestore, isBusy }: VersionProps) {
  const { t } = useLingui()
  const now = useNow()
  const names = useRuleNames()
  const author = version.author?.name ?? 'Levee'
  const when = dateAndTime(new Date(version.at), now)
  const changes: Record<RuleVersion['change'], string> = {
    created: t`Written by ${author}`,
    changed: t`Changed by ${author}`,
    removed: t`Deleted by ${author}`,
    restored: t`Put back by ${author}`,
    rolledBack: t`Rolled back by ${author}`,
    imported: t`Imported by ${author}`,
  }
  return (
    <li className={styles.version}>
      <div className={styles.row}>
        <b>{t`Version ${version.version}`}</b>
        <span className={styles.muted}>
          {changes[version.change]}, {when}
        </span>
        {onRestore && (
          <Button size="small" className={styles.end} busy={isBusy} onClick={onRestore}>
            <History /> {t`Restore version ${version.version}`}
          </Button>
        )}
      </div>
      {versionDiff(before?.content, version.content, names).map(({ what, was, is }) => (
        <p key={what} className={styles.muted}>
          {what} {was !== '' && <del className={styles.was}>{was}</del>}{' '}
          <ins className={styles.is}>{is}</ins>
        </p>
      ))}
    </li>
  )
}
