import { useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { AuthoriseButton } from '../../features/mailboxes/authorise-button.tsx'
import { OAuthFields } from '../../features/mailboxes/oauth-fields.tsx'
import {
  emptyForm,
  isComplete,
  providerServers,
  settingsOf,
  type SignIn,
} from '../../features/mailboxes/oauth-settings.ts'
import { SignInChoice } from '../../features/mailboxes/sign-in-choice.tsx'
import type { FetchProtocol, Server } from '../../features/mailboxes/suggest-servers.ts'
import styles from './step-section.module.css'
import type { Secrets } from './wizard-draft.ts'

type SignInPanelProps = {
  protocol: FetchProtocol
  signIn: SignIn
  secrets: Secrets
  onSecrets: (secrets: Secrets) => void
  /** The mail server of the provider that was chosen. */
  onServer: (server: Server) => void
}

/** Password or authorisation; what is authorised is taken when the mailbox is connected. */
export function SignInPanel(props: SignInPanelProps) {
  const { protocol, signIn, secrets, onSecrets, onServer } = props
  const { t } = useLingui()
  const [form, setForm] = useState(emptyForm)
  const { authorisation } = secrets
  return (
    <div className={styles.card}>
      <SignInChoice
        value={signIn}
        onChange={(chosen) => {
          onSecrets({ ...secrets, signIn: chosen, authorisation: undefined })
          const servers = providerServers[chosen]
          if (servers) onServer(servers[protocol])
        }}
      />
      {signIn !== 'password' && authorisation === undefined && (
        <>
          <OAuthFields provider={signIn} value={form} onChange={setForm} hasSecret={false} />
          <AuthoriseButton
            label={t`Authorise`}
            input={{ settings: settingsOf(signIn, form, protocol) }}
            disabled={!isComplete(signIn, form)}
            onAuthorised={(id) => onSecrets({ ...secrets, signIn, authorisation: id })}
          />
        </>
      )}
      {authorisation !== undefined && (
        <output className={styles.tested}>
          <Check aria-hidden="true" /> {t`Authorised`}
        </output>
      )}
    </div>
  )
}
