import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'

/** A page for managers and administrators; others read why it is not for them. The server refuses in any case. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  if (useSession().user.role !== 'staff') return children
  const title = t`Only managers can do this`
  return (
    <>
      <PageHeading title={title} className="visually-hidden" />
      <EmptyState title={title}>
        {t`You use templates while you write a reply. Ask a manager for another one.`}
      </EmptyState>
    </>
  )
}
