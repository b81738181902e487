import { useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import styles from './card.module.css'

/** Says beside a button that what was entered is kept. */
export function Saved({ shown }: { shown: boolean }) {
  const { t } = useLingui()
  return (
    <output className={styles.saved}>
      {shown && (
        <>
          <Check aria-hidden="true" /> {t`Saved`}
        </>
      )}
    </output>
  )
}
