import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { announce } from '../../announcer.tsx'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useDeclareLegitimate } from './trust-queries.ts'

type LegitimateDialogProps = {
  conversation: ConversationDetail
  claimant: string | undefined
  open: boolean
  onOpenChange: (open: boolean) => void
  onDeclared: () => void
}

/** Asks why a suspicious mail is legitimate; the second person confirms what the first one said. */
export function LegitimateDialog(props: LegitimateDialogProps) {
  const { conversation, claimant, open, onOpenChange, onDeclared } = props
  const { t } = useLingui()
  const formId = useId()
  const [reason, setReason] = useState('')
  const declare = useDeclareLegitimate()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { id, revision } = conversation
    declare.mutate(
      { id, revision, reason },
      {
        onSuccess: ({ state }) => {
          const text =
            state === 'confirmed'
              ? t`Declared legitimate. The mail can be answered.`
              : t`Noted. Somebody else has to confirm it.`
          showToast({ text, tone: 'done' })
          announce(text)
          onOpenChange(false)
          onDeclared()
        },
      },
    )
  }
  return (
    <Dialog
      title={
        claimant === undefined
          ? t`Declare this message legitimate`
          : t`Confirm that this message is legitimate`
      }
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t`Cancel`}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={declare.isPending}
            disabled={reason.trim() === ''}
          >
            {claimant === undefined ? t`Declare legitimate` : t`Confirm and unlock`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <TextArea
          label={t`How do you know that it is genuine?`}
          hint={t`For instance: called the correspondent at the number that we know. It is kept in the history. A second person has to confirm before the mail can be answered.`}
          value={reason}
          rows={3}
          maxLength={1000}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {declare.error && <Banner tone="danger">{problemText(declare.error)}</Banner>}
      </form>
    </Dialog>
  )
}
