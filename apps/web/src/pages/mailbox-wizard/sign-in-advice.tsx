import { useLingui } from '@lingui/react/macro'
import { Info, TriangleAlert } from 'lucide-react'
import type { SignInAdvice as Advice } from '../../features/mailboxes/suggest-servers.ts'
import { Banner } from '../../ui/banner.tsx'

/** What is special about signing in at some large providers. */
export function SignInAdvice({ advice }: { advice: Advice }) {
  const { t } = useLingui()
  if (advice === 'appPassword') {
    return (
      <Banner tone="info" icon={<Info aria-hidden="true" />}>
        {t`This provider asks for an application password: make one in the security settings of the account and enter it here.`}
      </Banner>
    )
  }
  if (advice === 'oauthOnly') {
    return (
      <Banner tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
        {t`Microsoft no longer accepts passwords over IMAP for these addresses: choose Microsoft 365 below and authorise Levee there.`}
      </Banner>
    )
  }
  return null
}
