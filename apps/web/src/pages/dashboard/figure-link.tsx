import type { ConversationFilter, Figure } from '@levee/contract'
import { Link } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'
import { slugOf } from '../../features/conversations/views.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import type { ListSearch } from '../../route-parts.ts'

type FigureLinkProps = {
  figure: Figure
  /** What is shown instead of the bare number. */
  children?: ReactNode
  /** Says what is counted, where the number stands alone. */
  label?: string
  title?: string
  className?: string | undefined
  style?: CSSProperties
  /** A second way to the same list, for the pointer only. */
  isExtra?: boolean
}

/** A number that leads to the mail that it counts. */
export function FigureLink({ figure, children, label, isExtra, ...rest }: FigureLinkProps) {
  return (
    <Link
      to="/v/$view/{-$reference}"
      params={{ view: slugOf(figure.filter.view), reference: undefined }}
      search={searchOf(figure.filter)}
      aria-label={label}
      tabIndex={isExtra ? -1 : undefined}
      {...rest}
    >
      {children ?? (isExtra ? null : wholeNumber(figure.n))}
    </Link>
  )
}

function searchOf({ q, mailbox, team, assignee }: ConversationFilter): ListSearch {
  return {
    ...(q && { q }),
    ...(mailbox && { mailbox }),
    ...(team && { team }),
    ...(assignee && { assignee }),
  }
}
