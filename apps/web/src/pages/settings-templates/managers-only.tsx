import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { NotForYou } from '../../ui/not-for-you.tsx'

/** A page for managers and administrators; others read why it is not for them. The server refuses in any case. */
export function ManagersOnly({ children }: { children: ReactNode }) {
  const { t } = useLingui()
  if (useSession().user.role !== 'staff') return children
  return (
    <NotForYou title={t`Only managers can do this`}>
      {t`You use templates while you write a reply. Ask a manager for another one.`}
    </NotForYou>
  )
}
