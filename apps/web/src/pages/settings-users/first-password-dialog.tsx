import { useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FirstPassword } from './first-password.tsx'

type FirstPasswordDialogProps = {
  title: string
  email: string
  password: string
  onClose: () => void
}

export function FirstPasswordDialog({ title, email, password, onClose }: FirstPasswordDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog
      title={title}
      open
      onOpenChange={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t`I have noted it`}
        </Button>
      }
    >
      <FirstPassword email={email} password={password} />
    </Dialog>
  )
}
