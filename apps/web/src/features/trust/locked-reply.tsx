import { useLingui } from '@lingui/react/macro'
import { Lock, LockKeyhole } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './locked-reply.module.css'

/** Instead of the invitation to answer: why a suspicious mail cannot be answered. A note can be written. */
export function LockedReply({ party, onNote }: { party: string; onNote: () => void }) {
  const { t } = useLingui()
  return (
    <div className={styles.lock}>
      <LockKeyhole aria-hidden="true" />
      <span className={styles.why}>
        {t`Replies are disabled: this mail is probably not from ${party}.`}
      </span>
      <Button size="small" aria-keyshortcuts="n" onClick={onNote}>
        <Lock /> {t`Internal note`} <Kbd>N</Kbd>
      </Button>
    </div>
  )
}
