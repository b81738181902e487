import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { useAddCalendar } from '../../features/calendars/calendar-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { DialogButtons } from '../settings/dialog-buttons.tsx'

/** A name is enough: the new calendar opens at once, Monday to Friday, 9 to 17. */
export function AddCalendarDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { timeZone } = useSession()
  const form = useId()
  const navigate = useNavigate()
  const add = useAddCalendar()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    add.mutate(
      { name: name.trim(), timeZone },
      { onSuccess: ({ id }) => void navigate({ to: '/settings/calendars/$id', params: { id } }) },
    )
  }
  return (
    <Dialog
      title={t`Add a calendar`}
      open
      onOpenChange={onClose}
      footer={
        <DialogButtons
          form={form}
          submit={t`Add the calendar`}
          busy={add.isPending}
          onCancel={onClose}
        />
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field
          label={t`Name`}
          hint={t`It begins with Monday to Friday, 9:00 to 17:00.`}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={add.error ? problemText(add.error) : undefined}
        />
      </form>
    </Dialog>
  )
}
