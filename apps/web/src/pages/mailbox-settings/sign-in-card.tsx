import type { Mailbox, MailboxOAuth } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { AuthorisationBadge } from '../../features/mailboxes/authorisation-badge.tsx'
import { AuthoriseButton } from '../../features/mailboxes/authorise-button.tsx'
import { useRenewMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { OAuthFields } from '../../features/mailboxes/oauth-fields.tsx'
import {
  emptyForm,
  formOf,
  isComplete,
  settingsOf,
  type SignIn,
} from '../../features/mailboxes/oauth-settings.ts'
import { SignInChoice } from '../../features/mailboxes/sign-in-choice.tsx'
import { wholeDay } from '../../formatting/dates.ts'
import card from '../settings/card.module.css'

type Incoming = NonNullable<Mailbox['incoming']>

/** How Levee signs in to the mail server: a password, or an authorisation that can be given again. */
export function SignInCard({ mailbox, incoming }: { mailbox: Mailbox; incoming: Incoming }) {
  const { t } = useLingui()
  const renew = useRenewMailboxes()
  const { oauth } = incoming
  const protocol = incoming.protocol === 'pop3' ? 'pop3' : 'imap'
  const [signIn, setSignIn] = useState<SignIn>(oauth?.provider ?? 'password')
  const [form, setForm] = useState(oauth ? formOf(oauth) : emptyForm)
  const isKept = oauth !== undefined && oauth.provider === signIn
  const hasNothingNew = isKept && JSON.stringify(form) === JSON.stringify(formOf(oauth))
  return (
    <section className={card.card} id="sign-in">
      <div className={card.head}>
        <h2 className={card.title}>{t`Sign-in`}</h2>
        <AuthorisationBadge oauth={oauth} />
      </div>
      <div className={card.body}>
        {oauth && <Authorised oauth={oauth} />}
        <div className={card.fields}>
          <SignInChoice value={signIn} onChange={setSignIn} />
        </div>
        {signIn === 'password' ? (
          <p className={card.muted}>{t`The password is entered above, with the user name.`}</p>
        ) : (
          <>
            <OAuthFields provider={signIn} value={form} onChange={setForm} hasSecret={isKept} />
            <AuthoriseButton
              label={oauth ? t`Authorise again` : t`Authorise`}
              input={{
                mailboxId: mailbox.id,
                ...(!hasNothingNew && { settings: settingsOf(signIn, form, protocol) }),
              }}
              disabled={!hasNothingNew && !isComplete(signIn, form)}
              onAuthorised={() => void renew()}
            />
          </>
        )}
      </div>
    </section>
  )
}

function Authorised({ oauth }: { oauth: MailboxOAuth }) {
  const { t } = useLingui()
  const { name } = oauth.authorisedBy
  const since = wholeDay(new Date(oauth.authorisedAt))
  const until = oauth.endsAt === null ? undefined : wholeDay(new Date(oauth.endsAt))
  return (
    <p className={card.text}>
      {t`Authorised by ${name} on ${since}.`}{' '}
      {until === undefined
        ? t`The provider does not say that it ends.`
        : t`It has to be authorised again by ${until}.`}
    </p>
  )
}
