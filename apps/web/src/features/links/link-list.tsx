import type { ConversationLink } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Link2, X } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './link-list.module.css'
import { useLinkText, useStatusName } from './link-text.ts'

type LinkListProps = {
  links: readonly ConversationLink[]
  onRemove: (link: ConversationLink) => void
}

/** The mail that a mail has to do with, each a way to it. */
export function LinkList({ links, onRemove }: LinkListProps) {
  const { t } = useLingui()
  const textOf = useLinkText()
  const statusName = useStatusName()
  return (
    <ul className={styles.links} aria-label={t`Linked mail`}>
      {links.map((link) => {
        const { id, conversation } = link
        const name = conversation.reference ?? t`no number`
        return (
          <li key={id} className={styles.link}>
            <Link2 aria-hidden="true" />
            <span className={styles.kind}>{textOf(link)}</span>
            <Link
              to="/c/$reference"
              params={{ reference: conversation.reference ?? conversation.id }}
              className={styles.subject}
            >
              <span className={styles.number}>{conversation.reference}</span>{' '}
              {conversation.subject || t`No subject`}
            </Link>
            <span className={styles.status}>{statusName(conversation.status)}</span>
            <IconButton label={t`Remove the link with ${name}`} onClick={() => onRemove(link)}>
              <X />
            </IconButton>
          </li>
        )
      })}
    </ul>
  )
}
