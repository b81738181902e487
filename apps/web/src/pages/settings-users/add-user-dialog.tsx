import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useId, useState } from 'react'
import { useAddUser } from '../../features/users/user-queries.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import card from '../settings/card.module.css'
import { FirstPassword } from './first-password.tsx'
import { type UserDraft, userErrors, UserFields } from './user-form.tsx'

/** Adds somebody; afterwards the password to hand over is shown, this once. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui()
  const form = useId()
  const addUser = useAddUser()
  const [checked, setChecked] = useState(false)
  const [draft, setDraft] = useState<UserDraft>({
    name: '',
    email: '',
    role: 'staff',
    locale: i18n.locale === 'fr' ? 'fr' : 'en',
  })
  const taken = hasStatus(addUser.error, 409)
  const errors = {
    ...(checked && userErrors(draft)),
    ...(taken && { email: t`Somebody has this address already.` }),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (Object.keys(userErrors(draft)).length > 0) return
    addUser.mutate({ ...draft, name: draft.name.trim(), email: draft.email.trim() })
  }
  const added = addUser.data
  return (
    <Dialog
      title={added ? t`${added.name} was added` : t`Add a user`}
      open
      onOpenChange={onClose}
      footer={
        added ? (
          <Button variant="primary" onClick={onClose}>
            {t`I have noted it`}
          </Button>
        ) : (
          <>
            <Button type="submit" form={form} variant="primary" busy={addUser.isPending}>
              {t`Add the user`}
            </Button>
            <Button variant="ghost" onClick={onClose}>
              {t`Cancel`}
            </Button>
          </>
        )
      }
    >
      {added ? (
        <FirstPassword email={added.email} password={added.initialPassword ?? ''} />
      ) : (
        <form id={form} className={card.dialog} onSubmit={submit} noValidate>
          <UserFields draft={draft} errors={errors} onChange={setDraft} />
          {addUser.error && !taken && <Banner tone="danger">{problemText(addUser.error)}</Banner>}
        </form>
      )}
    </Dialog>
  )
}
