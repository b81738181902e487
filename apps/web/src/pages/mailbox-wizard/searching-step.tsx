import { useLingui } from '@lingui/react/macro'
import { SlidersHorizontal } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { StepProps } from './mailbox-wizard-page.tsx'
import styles from './step-section.module.css'
import { WizardFrame } from './wizard-frame.tsx'

type SearchingStepProps = StepProps & { onByHand: () => void }

/** While the servers are searched for, which takes five seconds at most. */
export function SearchingStep({ search, goTo, leave, onByHand }: SearchingStepProps) {
  const { t } = useLingui()
  const address = search.address ?? ''
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return (
    <WizardFrame
      step="incoming"
      summary={{ address }}
      title={t`Looking for the mail server`}
      lead={t`What does ${domain} announce? This takes five seconds at most.`}
      onLeave={leave}
      footer={
        <>
          <Button variant="ghost" onClick={() => goTo('address')}>{t`Back`}</Button>
          <Button variant="ghost" onClick={onByHand}>
            <SlidersHorizontal /> {t`Settings by hand`}
          </Button>
        </>
      }
    >
      <div className={styles.sections}>
        <output className={styles.searching}>
          <Spinner /> {t`SRV records, autoconfig, known providers and MX are asked at once.`}
        </output>
        <Skeleton width="100%" height={54} />
        <Skeleton width="100%" height={190} />
      </div>
    </WizardFrame>
  )
}
