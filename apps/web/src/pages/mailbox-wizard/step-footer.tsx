import { useLingui } from '@lingui/react/macro'
import { ArrowLeft, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import styles from './step-section.module.css'

type StepFooterProps = {
  /** The id of the form that the main button submits. */
  form: string
  submit: ReactNode
  busy?: boolean
  /** Whether the server was tried with what stands in the form, and answered. */
  tested?: boolean
  /** What the main button is going to do, in figures. */
  outlook?: string | null
  onBack?: () => void
  children?: ReactNode
}

/** The way back, other ways, and the way on. */
export function StepFooter(props: StepFooterProps) {
  const { form, submit, busy, tested, outlook, onBack, children } = props
  const { t } = useLingui()
  return (
    <>
      {onBack && (
        <Button variant="ghost" onClick={onBack}>
          <ArrowLeft /> {t`Back`}
        </Button>
      )}
      {children}
      <span className={styles.space} />
      {tested && (
        <span className={styles.tested}>
          <Lock aria-hidden="true" /> {t`Connection tested`}
        </span>
      )}
      {outlook && <span className={styles.outlook}>{outlook}</span>}
      <Button type="submit" form={form} variant="primary" size="large" busy={busy}>
        {submit}
      </Button>
    </>
  )
}
