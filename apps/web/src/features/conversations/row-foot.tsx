import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Archive, Building2, Clock, UserPlus } from 'lucide-react'
import { Avatar, NobodyAvatar } from '../../ui/avatar.tsx'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { RowActions } from './conversation-row.tsx'
import styles from './conversation-row.module.css'
import { DeadlineChip } from './deadline-chip.tsx'
import { useDirectory } from './directory.ts'
import { PresenceMark } from './presence-mark.tsx'

const shownTags = 2

type RowFootProps = { conversation: Conversation; isPointed: boolean; actions: RowActions }

/** The last line of a row: where it stands; under the pointer, what can be done with it. */
export function RowFoot({ conversation, isPointed, actions }: RowFootProps) {
  const { tags } = useDirectory()
  const known = conversation.tagIds.flatMap((id) => tags.get(id) ?? [])
  return (
    <div className={classNames(styles.line, styles.foot)}>
      {conversation.reference && <span className={styles.reference}>{conversation.reference}</span>}
      {known.slice(0, shownTags).map((tag) => (
        <span key={tag.id} className={styles.tag}>
          <Tag hue={tag.color}>{tag.name}</Tag>
        </span>
      ))}
      {known.length > shownTags && (
        <span className={styles.number}>+{known.length - shownTags}</span>
      )}
      <span className={styles.right}>
        <PresenceMark conversationId={conversation.id} />
        {isPointed ? (
          <RowTools conversation={conversation} actions={actions} />
        ) : (
          <DeadlineChip due={conversation} />
        )}
        <OwnerButton conversation={conversation} onAssign={actions.onAssign} />
      </span>
    </div>
  )
}

/** For the pointer alone: keys act on the row itself. */
function RowTools({ conversation: { id, status }, actions }: Omit<RowFootProps, 'isPointed'>) {
  const { t } = useLingui()
  return (
    <>
      <IconButton
        label={t`Deadline`}
        shortcut="D"
        className={styles.tool}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation()
          actions.onDue(id, event.currentTarget)
        }}
      >
        <Clock />
      </IconButton>
      {status !== 'archived' && (
        <IconButton
          label={t`Archive`}
          shortcut="E"
          className={styles.tool}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation()
            actions.onArchive(id)
          }}
        >
          <Archive />
        </IconButton>
      )}
    </>
  )
}

function OwnerButton({
  conversation,
  onAssign,
}: Pick<RowActions, 'onAssign'> & { conversation: Conversation }) {
  const { t } = useLingui()
  const { users, teams } = useDirectory()
  const { id, assigneeId, teamId } = conversation
  const owner = (assigneeId && users.get(assigneeId)?.name) || (teamId && teams.get(teamId)?.name)
  return (
    <button
      type="button"
      className={styles.owner}
      tabIndex={-1}
      aria-label={owner ? t`Assigned to ${owner}, change` : t`Assign`}
      onClick={(event) => {
        event.stopPropagation()
        onAssign(id, event.currentTarget)
      }}
    >
      <Owner assigneeId={assigneeId} teamId={teamId} />
    </button>
  )
}

/** Who is in charge: the user, else the team, else a dashed ring. */
function Owner({ assigneeId, teamId }: { assigneeId: string | null; teamId: string | null }) {
  const { users, teams } = useDirectory()
  const user = assigneeId === null ? undefined : users.get(assigneeId)
  const team = teamId === null ? undefined : teams.get(teamId)
  if (user) return <Avatar name={user.name} size={20} />
  if (team) return <Avatar name={team.name} size={20} icon={<Building2 />} />
  return (
    <NobodyAvatar>
      <UserPlus />
    </NobodyAvatar>
  )
}
