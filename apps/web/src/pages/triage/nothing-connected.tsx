import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import { useSession } from '../../features/session/session-queries.ts'

/** Whoever left before the first mailbox was connected finds the way back. */
export function NothingConnected() {
  const { t } = useLingui()
  const isAdmin = useSession().user.role === 'admin'
  return (
    <EmptyState
      picture={<CalmWaterPicture />}
      title={isAdmin ? t`No mailbox is connected yet` : t`You have no mailbox yet`}
      actions={
        isAdmin ? (
          <Link
            to="/settings/mailboxes/new/$step"
            params={{ step: 'address' }}
            className={buttonClass({ variant: 'primary' })}
          >
            {t`Connect a mailbox`}
          </Link>
        ) : undefined
      }
    >
      {isAdmin ? t`Its mail then appears here.` : t`Ask an administrator of your organisation.`}
    </EmptyState>
  )
}
