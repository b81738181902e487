import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import card from '../settings/card.module.css'

/** Which mail a row is about, as a way to it. */
export function MailName({ conversation }: { conversation: Conversation }) {
  const { t } = useLingui()
  const { id, reference, subject, from } = conversation
  return (
    <div className={card.name}>
      <span className={card.who}>
        <Link to="/c/$reference" params={{ reference: reference ?? id }}>
          <b>{subject || t`No subject`}</b>
        </Link>
        <span className={card.muted}>
          {[reference, from.name || from.address].filter(Boolean).join(' · ')}
        </span>
      </span>
    </div>
  )
}
