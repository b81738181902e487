import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'

type DialogButtonsProps = {
  /** The id of the form that is submitted. */
  form: string
  submit: string
  busy: boolean
  onCancel: () => void
  children?: ReactNode
}

/** The foot of a dialog that holds a form. */
export function DialogButtons({ form, submit, busy, onCancel, children }: DialogButtonsProps) {
  const { t } = useLingui()
  return (
    <>
      <Button type="submit" form={form} variant="primary" busy={busy}>
        {submit}
      </Button>
      <Button variant="ghost" onClick={onCancel}>
        {t`Cancel`}
      </Button>
      {children}
    </>
  )
}
