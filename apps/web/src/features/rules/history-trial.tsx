import type { RuleToTry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { History, RotateCw } from 'lucide-react'
import { wholeNumber } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './dry-run.module.css'
import { TrialChanges } from './trial-changes.tsx'
import { failureText } from './work-failure.ts'
import { WorkProgress } from './work-progress.tsx'
import { isGoingOn, trialQuery, useMoveTrial, useStartTrial } from './work-queries.ts'

/** The rule tried on all mail that ever came, as a job. */
export function HistoryTrial({ rule }: { rule: RuleToTry }) {
  const { t } = useLingui()
  const start = useStartTrial()
  const move = useMoveTrial()
  const id = start.data?.id ?? null
  const { data: trial, error } = useQuery(trialQuery(id))
  const problem = start.error ?? move.error ?? error
  const matched = wholeNumber(trial?.matched ?? 0)
  const examined = wholeNumber(trial?.examined ?? 0)
  return (
    <div className={styles.whole}>
      {id === null || (trial && !isGoingOn(trial.state)) ? (
        <Button size="small" busy={start.isPending} onClick={() => start.mutate(rule)}>
          <History /> {t`Try on the whole history`}
        </Button>
      ) : (
        <WorkProgress
          label={t`The whole history`}
          work={trial}
          onCancel={() => move.mutate({ id, move: 'cancel' })}
        />
      )}
      {problem && <Banner tone="danger">{problemText(problem)}</Banner>}
      {trial && !isGoingOn(trial.state) && (
        <>
          {trial.state === 'failed' ? (
            <>
              <Banner tone="danger">{failureText(trial.problem)}</Banner>
              <Button
                size="small"
                busy={move.isPending}
                onClick={() => move.mutate({ id: trial.id, move: 'retry' })}
              >
                <RotateCw /> {t`Try again`}
              </Button>
            </>
          ) : (
            <output>
              {trial.state === 'cancelled'
                ? t`Stopped: ${matched} concerned of the ${examined} mails looked at.`
                : t`${matched} concerned of all ${examined} mails.`}
            </output>
          )}
          <TrialChanges changes={trial.changes} counts={trial} />
        </>
      )}
    </div>
  )
}
