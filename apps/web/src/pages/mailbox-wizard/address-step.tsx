import { useLingui } from '@lingui/react/macro'
import { ArrowRight } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { isEmailAddress } from '../../email-address.ts'
import { suggestName } from '../../features/mailboxes/suggest-servers.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import type { StepProps } from './mailbox-wizard-page.tsx'
import { StepFooter } from './step-footer.tsx'
import styles from './step-section.module.css'
import { WizardFrame } from './wizard-frame.tsx'

export function AddressStep({ search, goTo, leave }: StepProps) {
  const { t } = useLingui()
  const form = useId()
  const [address, setAddress] = useState(search.address ?? '')
  const [name, setName] = useState(search.name)
  const [checked, setChecked] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!isEmailAddress(address)) return
    const entered = { address: address.trim(), name: name?.trim() || suggestName(address) }
    const isSame = search.address === entered.address
    goTo('incoming', isSame ? entered : { ...noSettings, ...entered })
  }
  return (
    <WizardFrame
      step="address"
      summary={{}}
      title={t`Which address receives the mail?`}
      lead={t`An address that several people look after, such as contact@ or townhall@.`}
      onLeave={leave}
      footer={
        <StepFooter
          form={form}
          submit={
            <>
              {t`Continue`} <ArrowRight />
            </>
          }
        >
          <Button variant="ghost" onClick={leave}>
            {t`Cancel`}
          </Button>
        </StepFooter>
      }
    >
      <form id={form} className={styles.sections} onSubmit={submit} noValidate>
        <AddressFields
          address={address}
          name={name ?? suggestName(address)}
          onAddress={setAddress}
          onName={setName}
          asked={checked}
        />
      </form>
    </WizardFrame>
  )
}

type AddressFieldsProps = {
  address: string
  name: string
  onAddress: (address: string) => void
  onName: (name: string) => void
  asked: boolean
}

function AddressFields({ address, name, onAddress, onName, asked }: AddressFieldsProps) {
  const { t } = useLingui()
  const isTouch = useMediaQuery('(pointer: coarse)') // there a keyboard would cover the question
  const first = useFocusOnMount<HTMLInputElement>(!isTouch)
  return (
    <div className={styles.card}>
      <Field
        ref={first}
        label={t`E-mail address`}
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        maxLength={254}
        value={address}
        onChange={(event) => onAddress(event.target.value)}
        error={
          asked && !isEmailAddress(address)
            ? t`Enter an e-mail address, such as name@example.org.`
            : undefined
        }
      />
      <Field
        label={t`Name of the mailbox`}
        hint={t`It stands in the navigation, and before the address when Levee sends.`}
        autoComplete="off"
        maxLength={100}
        value={name}
        onChange={(event) => onName(event.target.value)}
      />
    </div>
  )
}

/** Another address has other servers: what was entered for the former one goes. */
const noSettings = {
  protocol: undefined,
  host: undefined,
  port: undefined,
  security: undefined,
  username: undefined,
  outHost: undefined,
  outPort: undefined,
  outSecurity: undefined,
  outUsername: undefined,
}
