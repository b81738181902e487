import { useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './setup-step.module.css'

type SetupStepProps = {
  number: number
  state: 'done' | 'current' | 'waiting'
  title: string
  text: string
  onChange?: () => void
  children?: ReactNode
}

/** One line of the list of steps; only the current one is open. */
export function SetupStep({ number, state, title, text, onChange, children }: SetupStepProps) {
  const { t } = useLingui()
  return (
    <li
      className={classNames(styles.step, styles[state])}
      aria-current={state === 'current' ? 'step' : undefined}
    >
      <span className={styles.mark} aria-hidden="true">
        {state === 'done' ? <Check /> : number}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {state === 'done' && <span className={styles.fine}>{t`Done`}</span>}
        </div>
        <p className={styles.text}>{text}</p>
        {state === 'current' && children}
      </div>
      {state === 'waiting' && <span className={styles.later}>{t`Still to do`}</span>}
      {state === 'done' && onChange && (
        <Button variant="ghost" size="small" onClick={onChange}>
          {t`Change`}
        </Button>
      )}
    </li>
  )
}
