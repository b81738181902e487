import type { ListedRun } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { ruleProblemText } from '../../rule-problem-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { actionPhrase } from './action-phrase.ts'
import { MoreButton } from './more-button.tsx'
import { useRuleNames } from './rule-names.ts'
import { ruleRunsQuery } from './rule-queries.ts'
import styles from './work-dialog.module.css'

/** What a rule did, mail by mail, the newest first; of no rule, where the rules failed altogether. */
export function RunList({ ruleId }: { ruleId: string | null }) {
  const { t } = useLingui()
  const [isFailedOnly, setFailedOnly] = useState(false)
  const asked = ruleId === null ? {} : { rule: ruleId, ...(isFailedOnly && failedOnly) }
  const runs = useInfiniteQuery(ruleRunsQuery(asked))
  const { data, error, refetch } = runs
  return (
    <>
      {ruleId !== null && (
        <div className={styles.row}>
          <Toggle checked={isFailedOnly} onChange={setFailedOnly}>
            {t`Only what failed`}
          </Toggle>
        </div>
      )}
      {error && !data ? (
        <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Spinner />
      ) : data.length === 0 ? (
        <p className={styles.muted}>
          {ruleId === null || isFailedOnly
            ? t`Nothing failed.`
            : t`The rule has not acted on any mail yet.`}
        </p>
      ) : (
        <ol className={styles.items}>
          {data.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ol>
      )}
      <MoreButton list={runs} />
    </>
  )
}

const failedOnly = { only: 'failed' } as const

function Run({ run }: { run: ListedRun }) {
  const { t } = useLingui()
  const now = useNow()
  const names = useRuleNames()
  const { conversationId, reference, subject, event, effects, problem } = run
  const events: Record<ListedRun['event'], string> = {
    messageArrives: t`mail arrived`,
    conversationChanges: t`the mail was changed`,
    timePasses: t`the time had come`,
  }
  const outcomes: Record<ListedRun['effects'][number]['outcome'], string> = {
    done: t`done`,
    unchanged: t`was so already`,
    queued: t`on its way`,
    refused: t`refused`,
    failed: t`failed`,
  }
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <Link
          to="/c/$reference"
          params={{ reference: reference ?? conversationId }}
          className={styles.link}
        >
          {subject || t`No subject`}
        </Link>
        <span className={styles.reference}>{reference}</span>
        <span className={styles.muted}>
          {dateAndTime(new Date(run.at), now)}, {events[event]}
        </span>
      </div>
      {effects.map(({ action, outcome, problem: why }) => (
        <p key={JSON.stringify(action)} className={styles.muted}>
          {actionPhrase(action, names)}{' '}
          <span className={outcome === 'refused' || outcome === 'failed' ? styles.bad : styles.is}>
            {why === null ? outcomes[outcome] : `${outcomes[outcome]}: ${ruleProblemText(why)}`}
          </span>
        </p>
      ))}
      {problem !== null && (
        <p className={styles.bad}>
          {t`The rules failed here and did nothing: the mail is as it arrived. The server says: “${problem}”`}
        </p>
      )}
    </li>
  )
}
