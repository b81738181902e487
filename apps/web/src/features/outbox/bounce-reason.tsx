import type { FailedRecipient } from '@levee/contract'
import { type BounceCause, bounceCause } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'

/** Who did not get a mail and why, in words, with what the other server said. */
export function BounceReason({ failed }: { failed: FailedRecipient[] }) {
  const { t } = useLingui()
  const causes: Record<BounceCause, string> = {
    noSuchAddress: t`This address does not exist, or no longer.`,
    noSuchDomain: t`There is no mail server for this address.`,
    mailboxFull: t`Their mailbox is full.`,
    tooLarge: t`The mail is too large for their server.`,
    takenForSpam: t`Their server took it for spam.`,
    refused: t`Their server refused it.`,
    unreachable: t`Their server could not be reached.`,
    unknown: t`Their server gave it back.`,
  }
  return failed.map((recipient) => {
    const { address, status, diagnostic } = recipient
    const said = diagnostic.includes(status) ? diagnostic : `${status} ${diagnostic}`.trim()
    return (
      <div key={address}>
        {address && <>{address} · </>}
        {causes[bounceCause(recipient)]} {said && <small>({said})</small>}
      </div>
    )
  })
}
