import type { Mailbox } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { BellOff } from 'lucide-react'
import { timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Banner } from '../../ui/banner.tsx'

/** Nothing comes for longer than usual, though the server answers: somebody should look. */
export function SilenceNotice({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const now = useNow()
  const { silentSince, silenceExpected, paused } = mailbox
  if (silentSince === null || paused) return null
  const ago = timeAgo(new Date(silentSince), now)
  const usual = plural(silenceExpected, {
    one: 'usually # message comes in this time',
    other: 'usually # messages come in this time',
  })
  return (
    <Banner tone="warn" icon={<BellOff aria-hidden="true" />}>
      <b>{t`The last mail came ${ago}; ${usual}.`}</b>{' '}
      {t`The server answers and shows nothing new. Send a message to ${mailbox.address} from elsewhere; if it does not arrive, ask your provider about forwarding, filters and the MX record.`}
    </Banner>
  )
}
