import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type ConfirmDialogProps = {
  title: string
  /** Names the act, never "OK". */
  action: string
  open: boolean
  busy: boolean
  error: Error | null
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}

/** Asks before what cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, open, busy, error, onConfirm, onClose, children } = props
  const { t } = useLingui()
  return (
    <Dialog
      title={title}
      open={open}
      onOpenChange={(next) => !next && onClose()}
      footer={
        <>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
        </>
      }
    >
      <div>
        <p>{children}</p>
        {error && <Banner tone="danger">{problemText(error)}</Banner>}
      </div>
    </Dialog>
  )
}
