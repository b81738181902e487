import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { NotForYou } from '../../ui/not-for-you.tsx'

/** A page for those who watch over the mail; others read why it is not for them. The server refuses in any case. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  if (useSession().user.role !== 'staff') return children
  return (
    <NotForYou
      title={t`Only managers can see this`}
      actions={
        <Link to="/" className={buttonClass()}>
          {t`Go to the mail`}
        </Link>
      }
    >
      {t`Ask an administrator of your organisation.`}
    </NotForYou>
  )
}
