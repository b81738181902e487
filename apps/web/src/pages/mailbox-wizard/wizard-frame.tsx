import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Check, ShieldCheck, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Logo } from '../../ui/logo.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { type Deletion, ServerPromise } from './server-promise.tsx'
import { type WizardStep, wizardSteps } from './wizard-draft.ts'
import styles from './wizard-frame.module.css'

type WizardFrameProps = {
  step: WizardStep
  /** What was decided in the steps before, shown below their names. */
  summary: Partial<Record<WizardStep, string>>
  /** What becomes of mail on the server; it stays when nothing is said. */
  deletion?: Deletion
  title: string
  lead?: ReactNode
  footer: ReactNode
  onLeave: () => void
  children: ReactNode
}

/** The wizard around one of its steps: where one is, the question, and the way on. */
export function WizardFrame(props: WizardFrameProps) {
  const { step, summary, deletion = null, title, lead, footer, onLeave, children } = props
  const { t } = useLingui()
  return (
    <div className={styles.wizard}>
      <aside className={styles.side}>
        <Link to="/" className={styles.brand}>
          <Logo size={26} />
          <b>Levee</b>
        </Link>
        <p className={styles.task}>{t`Connect a mailbox`}</p>
        <p className={styles.about}>
          <ServerPromise deletion={deletion} />
        </p>
        <Steps current={step} summary={summary} />
        <div className={styles.promise}>
          <b>
            <ShieldCheck aria-hidden="true" /> {t`Passwords are encrypted`}
          </b>
          {t`The password is encrypted with your server’s key and does not leave your installation.`}
        </div>
      </aside>
      <main className={styles.sheet}>
        <PhoneHead step={step} onLeave={onLeave} />
        <div className={styles.body}>
          <div className={styles.content}>
            <PageHeading title={title} className={styles.title} />
            {lead !== undefined && <p className={styles.lead}>{lead}</p>}
            {children}
          </div>
        </div>
        <footer className={styles.footer}>{footer}</footer>
      </main>
    </div>
  )
}

type StepsProps = { current: WizardStep; summary: WizardFrameProps['summary'] }

function Steps({ current, summary }: StepsProps) {
  const { t } = useLingui()
  const names: Record<WizardStep, string> = {
    address: t`Address`,
    incoming: t`Receiving`,
    sending: t`Sending`,
    folders: t`Folders and access`,
    import: t`Import`,
  }
  const at = wizardSteps.indexOf(current)
  return (
    <ol className={styles.steps}>
      {wizardSteps.map((step, index) => (
        <li
          key={step}
          className={classNames(
            styles.step,
            index < at && styles.done,
            index === at && styles.current,
          )}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {index < at ? <Check /> : index + 1}
          </span>
          <div>
            <b>{names[step]}</b>
            {index < at && summary[step] && <span className={styles.summary}>{summary[step]}</span>}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** On a phone the steps are bars above the page. */
function PhoneHead({ step, onLeave }: Pick<WizardFrameProps, 'step' | 'onLeave'>) {
  const { t } = useLingui()
  const at = wizardSteps.indexOf(step)
  const count = wizardSteps.length
  const number = at + 1
  return (
    <div className={styles.phoneHead}>
      <div className={styles.phoneBar}>
        <IconButton label={t`Close`} onClick={onLeave}>
          <X />
        </IconButton>
        <b>{t`Connect a mailbox`}</b>
        <span>{t`${number} of ${count}`}</span>
      </div>
      <div className={styles.bars} aria-hidden="true">
        {wizardSteps.map((name, index) => (
          <i key={name} className={classNames(index <= at && styles.passed)} />
        ))}
      </div>
    </div>
  )
}
