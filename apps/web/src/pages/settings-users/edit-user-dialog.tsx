import type { User } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { useChangeUser } from '../../features/users/user-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import card from '../settings/card.module.css'
import { DialogButtons } from '../settings/dialog-buttons.tsx'
import { FirstPasswordDialog } from './first-password-dialog.tsx'
import { newPassword } from './new-password.ts'
import { isCompleteUser, type UserDraft, UserForm } from './user-form.tsx'

type EditUserDialogProps = { user: User; own: boolean; onClose: () => void }

export function EditUserDialog({ user, own, onClose }: EditUserDialogProps) {
  const { t } = useLingui()
  const form = useId()
  const edit = useUserEdit(user, onClose)
  if (edit.password !== null) {
    return (
      <FirstPasswordDialog
        title={t`New password for ${user.name}`}
        email={user.email}
        password={edit.password}
        onClose={onClose}
      />
    )
  }
  return (
    <Dialog
      title={user.name}
      open
      onOpenChange={onClose}
      footer={
        <DialogButtons form={form} submit={t`Save`} busy={edit.isPending} onCancel={onClose} />
      }
    >
      <UserForm
        id={form}
        draft={edit.draft}
        asked={edit.asked}
        error={edit.error}
        onChange={edit.setDraft}
        onSubmit={edit.submit}
        fixedRole={own ? t`Your own role can only be changed by another administrator.` : undefined}
      >
        {!own && <AccountActions user={user} edit={edit} />}
      </UserForm>
    </Dialog>
  )
}

type Edit = ReturnType<typeof useUserEdit>

function AccountActions({ user, edit }: { user: User; edit: Edit }) {
  const { t } = useLingui()
  return (
    <div className={card.actions}>
      <Button onClick={edit.setNewPassword}>{t`Set a new password`}</Button>
      {user.disabledAt === null ? (
        <Button onClick={() => edit.setDisabled(true)}>{t`Disable the account`}</Button>
      ) : (
        <Button onClick={() => edit.setDisabled(false)}>{t`Enable the account`}</Button>
      )}
      <p className={card.muted}>
        {t`Both end the sessions of this user. A disabled user cannot sign in; what they did stays.`}
      </p>
    </div>
  )
}

/** What can be done to a user; all but a new password closes the dialog when it is done. */
function useUserEdit(user: User, onDone: () => void) {
  const { mutate, isPending, error } = useChangeUser()
  const [draft, setDraft] = useState<UserDraft>(user)
  const [asked, setAsked] = useState(false)
  const [password, setPassword] = useState<string | null>(null)
  const { id } = user
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!isCompleteUser(draft)) return
    const { role, locale } = draft
    const change = { name: draft.name.trim(), email: draft.email.trim(), role, locale }
    mutate({ id, change }, { onSuccess: onDone })
  }
  const setNewPassword = () => {
    const made = newPassword()
    mutate({ id, change: { password: made } }, { onSuccess: () => setPassword(made) })
  }
  const setDisabled = (disabled: boolean) => {
    mutate({ id, change: { disabled } }, { onSuccess: onDone })
  }
  return { draft, setDraft, asked, password, isPending, error, submit, setNewPassword, setDisabled }
}
