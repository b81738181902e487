import { useLingui } from '@lingui/react/macro'
import type { ConditionVerdict } from '@levee/domain'
import { Check, X } from 'lucide-react'
import { useRuleNames } from './rule-names.ts'
import { conditionSentence } from './rule-sentence.ts'
import { valueWord } from './rule-words.ts'
import styles from './why-rules.module.css'

/** Each condition of a rule, whether it held, and the value that it saw. */
export function VerdictTree({ verdict }: { verdict: ConditionVerdict }) {
  const { t } = useLingui()
  const names = useRuleNames()
  const mark = verdict.verdict ? (
    <Check className={styles.yes} role="img" aria-label={t`holds`} />
  ) : (
    <X className={styles.no} role="img" aria-label={t`does not hold`} />
  )
  if (verdict.type === 'comparison') {
    const { field, operator, value, saw } = verdict
    const text = conditionSentence({ field, operator, ...(value !== null && { value }) }, names)
    return (
      <li>
        {mark} {text}
        <span className={styles.saw}>
          {verdict.isRefused
            ? t`too much work to find out`
            : saw.length > 0
              ? t`seen: ${saw.map((each) => valueWord(field, each)).join(', ')}`
              : t`seen: nothing`}
        </span>
      </li>
    )
  }
  const titles = { all: t`All conditions`, any: t`At least one`, none: t`None` }
  return (
    <li>
      {mark} {titles[verdict.type]}
      <ul>
        {verdict.items.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- an explanation does not change
          <VerdictTree key={index} verdict={item} />
        ))}
      </ul>
    </li>
  )
}
