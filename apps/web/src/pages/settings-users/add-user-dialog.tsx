import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { useAddUser } from '../../features/users/user-queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogButtons } from '../settings/dialog-buttons.tsx'
import { FirstPasswordDialog } from './first-password-dialog.tsx'
import { isCompleteUser, type UserDraft, UserForm } from './user-form.tsx'

/** Adds somebody; afterwards the password to hand over is shown, this once. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const form = useId()
  const { addUser, draft, setDraft, asked, submit } = useNewUser()
  const added = addUser.data
  if (added) {
    return (
      <FirstPasswordDialog
        title={t`${added.name} was added`}
        email={added.email}
        password={added.initialPassword ?? ''}
        onClose={onClose}
      />
    )
  }
  return (
    <Dialog
      title={t`Add a user`}
      open
      onOpenChange={onClose}
      footer={
        <DialogButtons
          form={form}
          submit={t`Add the user`}
          busy={addUser.isPending}
          onCancel={onClose}
        />
      }
    >
      <UserForm
        id={form}
        draft={draft}
        asked={asked}
        error={addUser.error}
        onChange={setDraft}
        onSubmit={submit}
      />
    </Dialog>
  )
}

function useNewUser() {
  const { i18n } = useLingui()
  const addUser = useAddUser()
  const [asked, setAsked] = useState(false)
  const [draft, setDraft] = useState<UserDraft>({
    name: '',
    email: '',
    role: 'staff',
    locale: i18n.locale === 'fr' ? 'fr' : 'en',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isCompleteUser(draft)) return
    addUser.mutate({ ...draft, name: draft.name.trim(), email: draft.email.trim() })
  }
  return { addUser, draft, setDraft, asked, submit }
}
