import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { buttonClass } from '../../ui/button.tsx'
import { NotForYou } from '../../ui/not-for-you.tsx'
import { useSession } from './session-queries.ts'

/** A page for administrators; others read why it is not for them. The server refuses in any case. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const { user } = useSession()
  if (user.role === 'admin') return children
  return (
    <NotForYou
      title={t`Only administrators can do this`}
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
