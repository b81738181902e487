import type { RuleDraft } from '@levee/domain'
import styles from './rule-editor.module.css'
import { useRuleNames } from './rule-names.ts'
import { ruleSentence } from './rule-sentence.ts'

type RuleSentenceProps = { rule: Pick<RuleDraft, 'trigger' | 'conditions' | 'actions' | 'stop'> }

/** A rule in plain words, in step with what is being edited. */
export function RuleSentence({ rule }: RuleSentenceProps) {
  const parts = ruleSentence(rule, useRuleNames())
  return (
    <p className={styles.sentence}>
      {parts.map(({ text, isStrong }, index) => {
        const key = `${index} ${text}`
        return isStrong ? <b key={key}>{text}</b> : <span key={key}>{text}</span>
      })}
    </p>
  )
}
