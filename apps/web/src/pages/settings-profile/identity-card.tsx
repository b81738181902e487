import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { useChangeProfile, useSession } from '../../features/session/session-queries.ts'
import { roleName } from '../../features/users/role-name.ts'
import { problemText } from '../../problem-text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

/** Who one is for the others. */
export function IdentityCard() {
  const { t } = useLingui()
  const { user, organisation } = useSession()
  const changeProfile = useChangeProfile()
  const [name, setName] = useState(user.name)
  const isEmpty = name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isEmpty) changeProfile.mutate({ name: name.trim() })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <Avatar name={user.name} size={32} />
        <span className={card.who}>
          <h2 className={card.title}>{user.name}</h2>
          <span className={card.muted}>
            {user.email}, {organisation}
          </span>
        </span>
        <Badge tone={user.role === 'admin' ? 'info' : 'neutral'}>{roleName(user.role)}</Badge>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <div className={card.fields}>
          <Field
            label={t`Name`}
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={isEmpty ? t`Enter a name.` : undefined}
          />
        </div>
        {changeProfile.error && <Banner tone="danger">{problemText(changeProfile.error)}</Banner>}
        <div className={card.actions}>
          <Button type="submit" busy={changeProfile.isPending} disabled={name.trim() === user.name}>
            {t`Save the name`}
          </Button>
          <Saved shown={changeProfile.isSuccess} />
        </div>
      </form>
    </section>
  )
}
