import type { ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'
import { PageHeading } from './page-heading.tsx'

type NotForYouProps = { title: string; actions?: ReactNode; children: ReactNode }

/** A page that is for others: who it is for, and what to do instead. */
export function NotForYou({ title, actions, children }: NotForYouProps) {
  return (
    <>
      <PageHeading title={title} className="visually-hidden" />
      <EmptyState title={title} actions={actions}>
        {children}
      </EmptyState>
    </>
  )
}
