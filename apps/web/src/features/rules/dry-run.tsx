import type { RuleToTry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { RuleCondition } from '@levee/domain'
import { useQuery } from '@tanstack/react-query'
import { Check, RefreshCw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { daySpan } from '../../formatting/dates.ts'
import { oneDecimal, wholeNumber } from '../../formatting/numbers.ts'
import { intlLocale } from '../../i18n.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { DraftProblems } from './draft-problems.ts'
import styles from './dry-run.module.css'
import { ExclusionHint } from './exclusion-hint.tsx'
import { HistoryTrial } from './history-trial.tsx'
import { MatchDots } from './match-dots.tsx'
import { dryRunQuery } from './rule-queries.ts'
import { TrialChanges } from './trial-changes.tsx'
import { useDebounced } from './use-debounced.ts'

type DryRunProps = {
  rule: RuleToTry
  /** What of it is still to be written: it is tried once there is nothing. */
  missing: DraftProblems
  onExclude: (exclusion: RuleCondition) => void
  /** What can be done with mail that is there already. */
  apply?: ReactNode
}

const REST = 400 // ms without a change before it runs

/** What the rule that is being edited would do to the last mails. It never changes anything. */
export function DryRun({ rule, missing, onExclude, apply }: DryRunProps) {
  const { t } = useLingui()
  const isReady = missing.size === 0
  const rested = useDebounced(rule, REST)
  const { data, error, isFetching, refetch } = useQuery(dryRunQuery(rested, isReady))
  const [wrong, setWrong] = useState<readonly string[]>([])
  const seconds = data && oneDecimal(data.took / 1000)
  const examined = wholeNumber(data?.examined ?? 0)
  return (
    <section className={styles.pane} data-part="dry-run" aria-label={t`Dry run`}>
      <header className={styles.head}>
        <div className={styles.row}>
          <h2>{t`Dry run`}</h2>
          <Badge tone="ok">
            <Check aria-hidden="true" /> {t`No mail changed`}
          </Badge>
          <Button
            size="small"
            className={styles.again}
            busy={isFetching}
            disabled={!isReady}
            aria-label={t`Run again`}
            onClick={() => void refetch()}
          >
            <RefreshCw /> {seconds === undefined ? '' : t`${seconds} s`}
          </Button>
        </div>
        {data ? (
          <>
            <output className={styles.row}>
              <b className={styles.big}>{wholeNumber(data.matched)}</b>
              <span>{t`concerned of the last ${examined}`}</span>
              {data.oldest !== null && data.newest !== null && (
                <span className={styles.span}>
                  {daySpan(new Date(data.oldest), new Date(data.newest))}
                </span>
              )}
            </output>
            <MatchDots counts={data} />
          </>
        ) : (
          isReady && !error && <Skeleton width="100%" height={90} />
        )}
        {!isReady && (
          <p className={styles.muted}>
            {t`Complete the rule: it is tried at once.`} <Missing problems={missing} />
          </p>
        )}
        {error && <Banner tone="danger">{problemText(error)}</Banner>}
      </header>
      <div className={styles.scroll} aria-busy={isFetching}>
        {data && (
          <TrialChanges
            changes={data.changes}
            counts={data}
            wrong={wrong}
            onWrong={(id) =>
              setWrong(wrong.includes(id) ? wrong.filter((other) => other !== id) : [...wrong, id])
            }
          />
        )}
        {data && wrong.length > 0 && (
          <ExclusionHint
            key={wrong.join()}
            rule={rested}
            falsePositives={wrong}
            matched={data.changes.map(({ messageId }) => messageId)}
            onAdd={(exclusion) => {
              onExclude(exclusion)
              setWrong([])
            }}
          />
        )}
        {isReady && <HistoryTrial rule={rested} />}
        {apply}
      </div>
    </section>
  )
}

/** Where something is still to be written. */
function Missing({ problems }: { problems: DraftProblems }) {
  const { t } = useLingui()
  const places: Readonly<Record<string, string>> = {
    name: t`the name`,
    trigger: t`“When”`,
    conditions: t`“If”`,
    actions: t`“Then”`,
  }
  const named = [...problems.keys()].flatMap((path) => places[path.split('.')[0] ?? ''] ?? [])
  const list = new Intl.ListFormat(intlLocale()).format(new Set(named))
  return <b>{t`Still to fill in: ${list}.`}</b>
}
