import { useLingui } from '@lingui/react/macro'
import { Pause } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Popover } from '../../ui/popover.tsx'
import styles from './pause-button.module.css'

type PauseButtonProps = { onPause: (reason: string) => void }

/** Stops the clock, with a reason that the history keeps. */
export function PauseButton({ onPause }: PauseButtonProps) {
  const { t } = useLingui()
  const [anchor, setAnchor] = useState<Element | null>(null)
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Pause /> {t`Pause`}
      </Button>
      <Popover
        label={t`Pause the deadline`}
        open={anchor !== null}
        onOpenChange={(open) => !open && setAnchor(null)}
        anchor={anchor}
      >
        <PauseForm
          onPause={(reason) => {
            setAnchor(null)
            onPause(reason)
          }}
        />
      </Popover>
    </>
  )
}

function PauseForm({ onPause }: Pick<PauseButtonProps, 'onPause'>) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '') onPause(reason.trim())
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t`Why does it rest?`}
        hint={t`The history keeps the reason, and the explanation of the date tells it.`}
        maxLength={500}
        autoComplete="off"
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" variant="primary" disabled={reason.trim() === ''}>
        {t`Pause the deadline`}
      </Button>
    </form>
  )
}
