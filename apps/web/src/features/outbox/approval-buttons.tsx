import { useLingui } from '@lingui/react/macro'
import { Check, Undo2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'

type ApprovalButtonsProps = {
  busy: boolean
  onApprove: () => void
  onReturn: (reason: string) => void
}

/** Lets a reply leave that somebody else wrote, or gives it back with a reason. */
export function ApprovalButtons({ busy, onApprove, onReturn }: ApprovalButtonsProps) {
  const { t } = useLingui()
  const [isReturning, setIsReturning] = useState(false)
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') return
    setIsReturning(false)
    onReturn(reason.trim())
  }
  return (
    <>
      <Button variant="primary" size="small" busy={busy} onClick={onApprove}>
        <Check /> {t`Approve and send`}
      </Button>
      <Button size="small" disabled={busy} onClick={() => setIsReturning(true)}>
        <Undo2 /> {t`Return…`}
      </Button>
      {isReturning && (
        <Dialog
          title={t`Return the reply to its author`}
          open
          onOpenChange={(open) => !open && setIsReturning(false)}
        >
          <form onSubmit={submit}>
            <TextArea
              label={t`What should change?`}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              required
              rows={4}
              maxLength={2_000}
            />
            <Button type="submit" variant="primary" disabled={reason.trim() === ''}>
              {t`Return it`}
            </Button>
          </form>
        </Dialog>
      )}
    </>
  )
}
