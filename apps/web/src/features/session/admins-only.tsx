import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { useSession } from './session-queries.ts'

/** A page for administrators; others read why it is not for them. The server refuses in any case. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  const { user } = useSession()
  if (user.role === 'admin') return children
  const title = t`Only administrators can do this`
  return (
    <>
      <PageHeading title={title} className="visually-hidden" />
      <EmptyState
        title={title}
        actions={
          <Link to="/" className={buttonClass()}>
            {t`Go to the mail`}
          </Link>
        }
      >
        {t`Ask an administrator of your organisation.`}
      </EmptyState>
    </>
  )
}
