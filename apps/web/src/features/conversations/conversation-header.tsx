import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Building2, Hash, Plus, UserPlus } from 'lucide-react'
import { type RefObject } from 'react'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { HueMark } from '../../ui/hue.tsx'
import { Tag } from '../../ui/tag.tsx'
import styles from './conversation-header.module.css'
import { useAbsenceText } from './absence-text.ts'
import { useDirectory } from './directory.ts'

type ConversationHeaderProps = {
  conversation: ConversationDetail
  headingRef: RefObject<HTMLHeadingElement | null>
  onAssign: (anchor: Element) => void
  onTag: (anchor: Element) => void
  /** Whether no list with a heading of its own stands beside it. */
  isAlone: boolean
}

/** The subject and where the mail stands: number, mailbox, owner, tags. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const { conversation, headingRef, onAssign, onTag, isAlone } = props
  const { t } = useLingui()
  const { mailboxes, tags } = useDirectory()
  const mailbox = mailboxes.get(conversation.mailboxId)
  return (
    <header>
      {isAlone && <h1 className="visually-hidden">{conversation.reference ?? t`Mail`}</h1>}
      <h2 ref={headingRef} tabIndex={-1} className={styles.subject}>
        {conversation.subject || t`No subject`}
      </h2>
      <div className={styles.props}>
        {conversation.reference && <Reference reference={conversation.reference} />}
        <StatusBadge status={conversation.status} />
        {mailbox && (
          <span className={styles.prop} title={mailbox.address}>
            <HueMark hue={mailbox.color} shape="square" /> {mailbox.name}
          </span>
        )}
        <Owners conversation={conversation} onAssign={onAssign} />
        {conversation.tagIds.map((id) => {
          const tag = tags.get(id)
          return (
            tag && (
              <Tag key={id} hue={tag.color} size="large">
                {tag.name}
              </Tag>
            )
          )
        })}
        <button
          type="button"
          className={styles.add}
          aria-label={t`Tag`}
          onClick={(event) => onTag(event.currentTarget)}
        >
          <Plus />
        </button>
        {conversation.claimsToAnswer && (
          <Link
            to="/c/$reference"
            params={{
              reference: conversation.claimsToAnswer.reference ?? conversation.claimsToAnswer.id,
            }}
          >
            <Badge tone="warn">
              {t`Claims to answer ${conversation.claimsToAnswer.reference ?? t`another mail`}`}
            </Badge>
          </Link>
        )}
      </div>
    </header>
  )
}

function Owners({
  conversation,
  onAssign,
}: Pick<ConversationHeaderProps, 'conversation' | 'onAssign'>) {
  const { t } = useLingui()
  const { users, teams } = useDirectory()
  const absenceText = useAbsenceText()
  const { assigneeId, teamId } = conversation
  const user = assigneeId === null ? undefined : users.get(assigneeId)
  const absence = user && absenceText(user.id)
  const team = teamId === null ? undefined : teams.get(teamId)
  return (
    <>
      {team && (
        <button
          type="button"
          className={styles.prop}
          onClick={(event) => onAssign(event.currentTarget)}
        >
          <Building2 /> {team.name}
        </button>
      )}
      <button
        type="button"
        className={styles.prop}
        onClick={(event) => onAssign(event.currentTarget)}
      >
        {user ? <Avatar name={user.name} size={20} /> : <UserPlus />}
        {user?.name ?? t`Not assigned`}
        {absence !== undefined && <Badge tone="warn">{absence}</Badge>}
      </button>
    </>
  )
}

/** The number; a click copies it. */
function Reference({ reference }: { reference: string }) {
  const { t } = useLingui()
  return (
    <button
      type="button"
      className={styles.reference}
      title={t`Registration number; click to copy`}
      aria-label={t`Number ${reference.replace('-', ' ')}, copy`}
      onClick={() => void navigator.clipboard.writeText(reference)}
    >
      <Hash /> {reference}
    </button>
  )
}

function StatusBadge({ status }: Pick<ConversationDetail, 'status'>) {
  const { t } = useLingui()
  switch (status) {
    case 'waiting':
      return <Badge tone="neutral">{t`Waiting`}</Badge>
    case 'answered':
      return <Badge tone="ok">{t`Answered`}</Badge>
    case 'archived':
      return <Badge tone="neutral">{t`Archived`}</Badge>
    case 'spam':
      return <Badge tone="danger">{t`Spam`}</Badge>
    case 'open':
      return null
  }
}
