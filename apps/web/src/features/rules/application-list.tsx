import type { ListedApplication } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RotateCw, Undo2 } from 'lucide-react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { MoreButton } from './more-button.tsx'
import styles from './work-dialog.module.css'
import { WorkProgress } from './work-progress.tsx'
import { applicationsQuery, isGoingOn, useMoveWork } from './work-queries.ts'
import { reached, workText } from './work-text.ts'

type ApplicationListProps = {
  ruleId: string
  onOpen: (application: ListedApplication) => void
}

/** When a rule was applied to mail that is there, or its effects taken back: each followed, undone, looked at. */
export function ApplicationList({ ruleId, onOpen }: ApplicationListProps) {
  const { t } = useLingui()
  const applications = useInfiniteQuery(applicationsQuery(ruleId))
  const { data, error, refetch } = applications
  if (!data)
    return error ? (
      <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
    ) : (
      <Spinner />
    )
  if (data.length === 0)
    return (
      <p
        className={styles.muted}
      >{t`The rule was never applied to mail that was there already.`}</p>
    )
  return (
    <>
      <ol className={styles.items}>
        {data.map((each) => (
          <Application key={each.id} application={each} onOpen={() => onOpen(each)} />
        ))}
      </ol>
      <MoreButton list={applications} />
    </>
  )
}

function Application({
  application,
  onOpen,
}: {
  application: ListedApplication
  onOpen: () => void
}) {
  const { t } = useLingui()
  const now = useNow()
  const move = useMoveWork()
  const { id, state, kind, version, left, undoneBy } = application
  const isGoing = isGoingOn(state)
  const text = workText(application, left)
  const who = application.startedBy?.name ?? 'Levee'
  const when = dateAndTime(new Date(application.askedAt), now)
  const done = kind === 'apply' ? t`Applied, version ${version}` : t`Effects taken back`
  const title = state === 'previewed' ? t`Counted, version ${version}` : done
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <b>{title}</b>
        <span className={styles.muted}>
          {who}, {when}
        </span>
        <span className={styles.ends}>
          <Button size="small" variant="ghost" onClick={onOpen}>
            {t`Details`}
          </Button>
          {state === 'failed' && (
            <Button
              size="small"
              busy={move.isPending}
              onClick={() => move.mutate({ id, move: 'retry' })}
            >
              <RotateCw /> {t`Try again`}
            </Button>
          )}
          {application.canUndo && (
            <Button
              size="small"
              busy={move.isPending}
              onClick={() => move.mutate({ id, move: 'undo' })}
            >
              <Undo2 /> {t`Undo all of it`}
            </Button>
          )}
        </span>
      </div>
      {move.error && <Banner tone="danger">{problemText(move.error)}</Banner>}
      {isGoing && (
        <WorkProgress
          label={title}
          work={reached(application)}
          onCancel={state === 'undoing' ? undefined : () => move.mutate({ id, move: 'cancel' })}
        />
      )}
      {text !== '' && <p className={state === 'failed' ? styles.bad : undefined}>{text}</p>}
      {undoneBy && <p className={styles.muted}>{t`Undone by ${undoneBy.name}`}</p>}
      {left > 0 && state !== 'undone' && (
        <p className={styles.muted}>
          {plural(left, {
            one: '# mail was left as it is.',
            other: '# mails were left as they are.',
          })}
        </p>
      )}
    </li>
  )
}
