import type { RuleVersion } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { ruleErrorText } from './rule-error-text.ts'
import { useRuleNames } from './rule-names.ts'
import { ruleVersionsQuery, useRestoreVersion } from './rule-queries.ts'
import { versionDiff } from './version-diff.ts'
import styles from './work-dialog.module.css'

type VersionListProps = { ruleId: string; onRestored: () => void }

/** What a rule was, who changed it and when; each version can be had again. */
export function VersionList({ ruleId, onRestored }: VersionListProps) {
  const { t } = useLingui()
  const { data: versions, error, refetch } = useQuery(ruleVersionsQuery(ruleId))
  const restore = useRestoreVersion()
  if (!versions)
    return error ? (
      <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
    ) : (
      <Spinner />
    )
  const restoreTo = (version: number, ifVersion: number) =>
    restore.mutate(
      { id: ruleId, version, ifVersion },
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
  const [newest] = versions
  return (
    <>
      {restore.error && <Banner tone="danger">{ruleErrorText(restore.error)}</Banner>}
      <ol className={styles.items}>
        {versions.map((version, index) => (
          <Version
            key={version.version}
            version={version}
            before={versions[index + 1]}
            onRestore={
              newest && version !== newest
                ? () => restoreTo(version.version, newest.version)
                : undefined
            }
            isBusy={restore.isPending}
          />
        ))}
      </ol>
    </>
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
    <li className={styles.item}>
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
          {before === undefined ? (
            is
          ) : (
            <>
              {what} {was !== '' && <del className={styles.was}>{was}</del>}{' '}
              <ins className={styles.is}>{is}</ins>
            </>
          )}
        </p>
      ))}
    </li>
  )
}
