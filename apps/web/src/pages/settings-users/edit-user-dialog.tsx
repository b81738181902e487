import type { User } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { useChangeUser } from '../../features/users/user-queries.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import card from '../settings/card.module.css'
import { FirstPassword } from './first-password.tsx'
import { newPassword } from './new-password.ts'
import { type UserDraft, userErrors, UserFields } from './user-form.tsx'

type EditUserDialogProps = { user: User; own: boolean; onClose: () => void }

export function EditUserDialog({ user, own, onClose }: EditUserDialogProps) {
  const { t } = useLingui()
  const form = useId()
  const changeUser = useChangeUser()
  const [checked, setChecked] = useState(false)
  const [draft, setDraft] = useState<UserDraft>(user)
  const [password, setPassword] = useState<string | null>(null)
  const taken = hasStatus(changeUser.error, 409)
  const errors = {
    ...(checked && userErrors(draft)),
    ...(taken && { email: t`Somebody has this address already.` }),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (Object.keys(userErrors(draft)).length > 0) return
    const { role, locale } = draft
    const change = { name: draft.name.trim(), email: draft.email.trim(), role, locale }
    changeUser.mutate({ id: user.id, change }, { onSuccess: onClose })
  }
  const setNewPassword = () => {
    const made = newPassword()
    changeUser.mutate(
      { id: user.id, change: { password: made } },
      { onSuccess: () => setPassword(made) },
    )
  }
  const setDisabled = (disabled: boolean) =>
    changeUser.mutate({ id: user.id, change: { disabled } }, { onSuccess: onClose })
  if (password !== null) {
    return (
      <Dialog
        title={t`New password for ${user.name}`}
        open
        onOpenChange={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t`I have noted it`}
          </Button>
        }
      >
        <FirstPassword email={user.email} password={password} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={user.name}
      open
      onOpenChange={onClose}
      footer={
        <>
          <Button type="submit" form={form} variant="primary" busy={changeUser.isPending}>
            {t`Save`}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
        </>
      }
    >
      <form id={form} className={card.dialog} onSubmit={submit} noValidate>
        <UserFields
          draft={draft}
          errors={errors}
          onChange={setDraft}
          fixedRole={
            own ? t`Your own role can only be changed by another administrator.` : undefined
          }
        />
        {!own && (
          <div className={card.actions}>
            <Button onClick={setNewPassword}>{t`Set a new password`}</Button>
            {user.disabledAt === null ? (
              <Button onClick={() => setDisabled(true)}>{t`Disable the account`}</Button>
            ) : (
              <Button onClick={() => setDisabled(false)}>{t`Enable the account`}</Button>
            )}
            <p className={card.muted}>
              {t`Both end the sessions of this user. A disabled user cannot sign in; what they did stays.`}
            </p>
          </div>
        )}
        {changeUser.error && !taken && (
          <Banner tone="danger">{problemText(changeUser.error)}</Banner>
        )}
      </form>
    </Dialog>
  )
}
