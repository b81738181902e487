import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { isEmailAddress } from '../../email-address.ts'
import { useChangeMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { Field } from '../../ui/field.tsx'
import { HuePicker } from '../../ui/hue-picker.tsx'
import card from '../settings/card.module.css'
import { SaveRow } from './save-row.tsx'

/** What the mailbox is called and how it is told apart. */
export function IdentityCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const change = useChangeMailbox(mailbox.id)
  const [name, setName] = useState(mailbox.name)
  const [address, setAddress] = useState(mailbox.address)
  const [color, setColor] = useState(mailbox.color)
  const isValid = name.trim() !== '' && isEmailAddress(address)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isValid) change.mutate({ name: name.trim(), address: address.trim(), color })
  }
  return (
    <section className={card.card}>
      <div className={card.head}>
        <h2 className={card.title}>{t`Name and colour`}</h2>
      </div>
      <form className={card.body} onSubmit={submit} noValidate>
        <div className={card.fields}>
          <Field
            label={t`Name of the mailbox`}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={name.trim() === '' ? t`Enter a name.` : undefined}
          />
          <Field
            label={t`E-mail address`}
            type="email"
            maxLength={254}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            error={
              isEmailAddress(address)
                ? undefined
                : t`Enter an e-mail address, such as name@example.org.`
            }
          />
        </div>
        <HuePicker label={t`Colour of the mailbox`} value={color} onChange={setColor} />
        <SaveRow
          change={change}
          disabled={!isValid}
          conflict={t`Another mailbox has this address.`}
        />
      </form>
    </section>
  )
}
