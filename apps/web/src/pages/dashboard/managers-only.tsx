import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'

/** A page for those who watch over the mail; others read why it is not for them. The server refuses in any case. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  if (useSession().user.role !== 'staff') return children
  const title = t`Only managers can see this`
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
