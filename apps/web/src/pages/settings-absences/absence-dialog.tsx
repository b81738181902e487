import type { Absence } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import {
  useAddAbsence,
  useChangeAbsence,
  useRemoveAbsence,
} from '../../features/absences/absence-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { localDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import card from '../settings/card.module.css'
import { DialogButtons } from '../settings/dialog-buttons.tsx'
import { AbsenceFields, type AbsenceDraft } from './absence-fields.tsx'

type AbsenceDialogProps = {
  /** Null to add one. */
  absence: Absence | null
  onClose: () => void
  onAdded?: (absence: Absence) => void
}

/** Says when somebody is away, and who stands in. */
export function AbsenceDialog({ absence, onClose, onAdded }: AbsenceDialogProps) {
  const { t } = useLingui()
  const form = useId()
  const { draft, setDraft, submit, error, busy } = useAbsenceDraft(absence, onClose, onAdded)
  const remove = useRemoveAbsence()
  return (
    <Dialog
      title={absence ? t`Edit the absence` : t`Add an absence`}
      open
      onOpenChange={onClose}
      footer={
        <DialogButtons
          form={form}
          submit={absence ? t`Save the absence` : t`Add the absence`}
          busy={busy}
          onCancel={onClose}
        >
          {absence && (
            <span className={card.end}>
              <Button
                variant="ghost"
                busy={remove.isPending}
                onClick={() => remove.mutate(absence.id, { onSuccess: onClose })}
              >
                {t`Remove the absence`}
              </Button>
            </span>
          )}
        </DialogButtons>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <AbsenceFields
          draft={draft}
          isNew={absence === null}
          error={error ?? remove.error}
          onChange={setDraft}
        />
      </form>
    </Dialog>
  )
}

function useAbsenceDraft(
  absence: Absence | null,
  onDone: () => void,
  onAdded?: (absence: Absence) => void,
) {
  const today = localDay(useNow())
  const me = useSession().user
  const add = useAddAbsence()
  const change = useChangeAbsence()
  const [draft, setDraft] = useState<AbsenceDraft>(
    absence ?? { userId: me.id, from: today, to: today, substituteId: null },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { userId, from, to, substituteId } = draft
    if (from === '' || to < from) return
    const fields = { from, to, substituteId }
    if (absence) change.mutate({ id: absence.id, change: fields }, { onSuccess: onDone })
    else {
      const added = (saved: Absence) => {
        onDone()
        onAdded?.(saved)
      }
      add.mutate({ userId, ...fields }, { onSuccess: added })
    }
  }
  return {
    draft,
    setDraft,
    submit,
    error: add.error ?? change.error,
    busy: add.isPending || change.isPending,
  }
}
