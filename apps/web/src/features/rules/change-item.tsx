import type { RuleChange } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { ArrowRight, CircleQuestionMark } from 'lucide-react'
import { shortDay } from '../../formatting/dates.ts'
import styles from './dry-run.module.css'
import { useRuleNames } from './rule-names.ts'
import { changeTexts } from './rule-state-text.ts'

type ChangeItemProps = {
  change: RuleChange
  isWrong: boolean
  onWrong?: (() => void) | undefined
}

/** A mail that the rule would match: before → after, and why it may not be meant. */
export function ChangeItem({ change, isWrong, onWrong }: ChangeItemProps) {
  const { t } = useLingui()
  const { before, after } = changeTexts(change, useRuleNames())
  const who = change.from.name || change.from.address
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <b className={styles.who}>{who}</b>
        {change.toCheck.length > 0 && (
          <CircleQuestionMark
            className={styles.warn}
            role="img"
            aria-label={t`Staff have decided otherwise`}
          />
        )}
        <span className={styles.reference}>{change.reference}</span>
      </div>
      <p className={styles.subject}>{change.subject || t`No subject`}</p>
      <div className={styles.diff}>
        {change.outcome === 'same' ? (
          <span>{t`the rules do this already`}</span>
        ) : (
          <>
            {before !== '' && <s>{before}</s>}
            <ArrowRight aria-hidden="true" />
            <ins>{after || t`nothing new`}</ins>
          </>
        )}
        {onWrong && (
          <button
            type="button"
            className={styles.link}
            aria-pressed={isWrong}
            aria-label={t`Not meant: ${who}`}
            onClick={onWrong}
          >
            {isWrong ? t`Marked` : t`Exclude`}
          </button>
        )}
      </div>
      {change.takenBy && (
        <p className={styles.taker}>
          {change.takenBy.reason === 'stopped'
            ? t`“${change.takenBy.name}” stops before.`
            : t`“${change.takenBy.name}” has decided this before.`}
        </p>
      )}
      {change.deadlineAfter !== change.deadlineBefore && (
        <p className={styles.taker}>{deadlineText(change, t`none`)}</p>
      )}
    </li>
  )
}

function deadlineText({ deadlineBefore, deadlineAfter }: RuleChange, none: string): string {
  const day = (at: string | null) => (at === null ? none : shortDay(new Date(at)))
  return `${day(deadlineBefore)} → ${day(deadlineAfter)}`
}
