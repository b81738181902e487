import type { Authorisation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Check, ExternalLink, KeyRound } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { shortDuration } from '../../formatting/durations.ts'
import { useCountdown } from '../../formatting/use-countdown.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { type StartInput, useAuthorisation } from './oauth-queries.ts'
import styles from './oauth.module.css'

type AuthoriseButtonProps = {
  label: string
  input: StartInput
  disabled?: boolean
  /** The authorisation was granted. */
  onAuthorised: (id: string) => void
}

/** Sends a person to the provider, or shows the code to enter there, and follows how it goes. */
export function AuthoriseButton({ label, input, disabled, onAuthorised }: AuthoriseButtonProps) {
  const { begin, isStarting, error, authorisation } = useAuthorisation()
  const granted = authorisation?.state === 'authorised' ? authorisation.id : undefined
  useEffect(() => {
    if (granted !== undefined) onAuthorised(granted)
    // oxlint-disable-next-line react/exhaustive-deps -- told once, not at each rendering of the page
  }, [granted])
  const isPending = authorisation?.state === 'pending'
  return (
    <div className={styles.panel}>
      {error && <Problem>{problemText(error)}</Problem>}
      {authorisation && <Progress authorisation={authorisation} />}
      <div>
        <Button
          variant={isPending ? 'default' : 'primary'}
          busy={isStarting}
          disabled={disabled}
          onClick={() => begin(input)}
        >
          <KeyRound /> {label}
        </Button>
      </div>
    </div>
  )
}

/** How far an authorisation is, and what the person has to do. */
function Progress({ authorisation }: { authorisation: Authorisation }) {
  const { t } = useLingui()
  const { state, problem } = authorisation
  if (state === 'authorised') {
    return (
      <output className={styles.done}>
        <Check aria-hidden="true" /> {t`Authorised`}
      </output>
    )
  }
  if (state === 'expired') return <Problem>{t`The time is over: begin again.`}</Problem>
  if (state === 'refused') {
    return (
      <Problem>
        <b>{t`The provider gave no access.`}</b> <span lang="en">{problem}</span>
      </Problem>
    )
  }
  return <Waiting authorisation={authorisation} />
}

function Waiting({ authorisation }: { authorisation: Authorisation }) {
  const { t } = useLingui()
  const { userCode, verificationUri, authorizationUrl, expiresAt } = authorisation
  const left = shortDuration(useCountdown(expiresAt))
  const page = authorisation.verificationUriComplete ?? verificationUri ?? authorizationUrl
  return (
    <div className={styles.progress}>
      <Spinner />
      {userCode === undefined ? (
        <span>{t`Sign in on the provider’s page, which has opened in another tab.`}</span>
      ) : (
        <>
          <span>{t`Enter this code on the provider’s page:`}</span>
          <code className={styles.code}>{userCode}</code>
        </>
      )}
      {page !== undefined && (
        <a
          href={page}
          target="_blank"
          rel="noopener noreferrer"
          className={buttonClass({ size: 'small' })}
        >
          <ExternalLink /> {t`Open the provider’s page`}
        </a>
      )}
      {userCode !== undefined && <span className={styles.detail}>{verificationUri}</span>}
      <span className={styles.detail}>{t`Still valid for ${left}.`}</span>
    </div>
  )
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <div role="alert">
      <Banner tone="danger">{children}</Banner>
    </div>
  )
}
