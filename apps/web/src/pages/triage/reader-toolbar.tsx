import type { ConversationDetail, FilingSuggestion } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import {
  Archive,
  ChevronDown,
  ChevronLeft,
  ChevronUp,
  Clock,
  Ellipsis,
  Eye,
  Hash,
  Link2,
  MailOpen,
  Merge,
  Pause,
  ShieldAlert,
  ShieldX,
  Tag,
  Undo2,
  UserPlus,
  Waypoints,
} from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { PresenceLine } from '../../features/conversations/presence-mark.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import type { PickerKind } from './picker-popover.tsx'
import styles from './reader-toolbar.module.css'

export type ReaderCommands = {
  previous?: (() => void) | undefined
  next?: (() => void) | undefined
  close: () => void
  pick: (kind: PickerKind, anchor: Element) => void
  archive: () => void
  wait: () => void
  spam: () => void
  reportPhishing: () => void
  reopen: () => void
  copyLink: () => void
  follow: () => void
  markUnread: () => void
  register: () => void
  mergeWith: (id: string) => void
  split: (messageId: string) => void
  takeSuggestion: (suggestion: FilingSuggestion) => void
  pauseClock: (deadlineId: string, reason: string) => void
  resumeClock: (deadlineId: string) => void
}

type ReaderToolbarProps = { conversation: ConversationDetail; commands: ReaderCommands }

/** The commands on the open mail, each with its key. */
export function ReaderToolbar({ conversation, commands }: ReaderToolbarProps) {
  const { t } = useLingui()
  return (
    <div className={styles.bar} role="toolbar" aria-label={t`Actions on this mail`}>
      <IconButton
        label={t`Back to the list`}
        shortcut="U"
        className={styles.back}
        onClick={commands.close}
      >
        <ChevronLeft />
      </IconButton>
      <span className={styles.reference}>{conversation.reference}</span>
      <IconButton
        label={t`Previous`}
        shortcut="K"
        disabled={!commands.previous}
        onClick={commands.previous}
      >
        <ChevronUp />
      </IconButton>
      <IconButton label={t`Next`} shortcut="J" disabled={!commands.next} onClick={commands.next}>
        <ChevronDown />
      </IconButton>
      <div className={styles.actions}>
        <span className={styles.rule} />
        <Action
          picker="assign"
          icon={<UserPlus />}
          shortcut="A"
          onClick={(at) => commands.pick('assign', at)}
        >
          {t`Assign`}
        </Action>
        <Action picker="tag" icon={<Tag />} shortcut="T" onClick={(at) => commands.pick('tag', at)}>
          {t`Tag`}
        </Action>
        <Action
          picker="due"
          icon={<Clock />}
          shortcut="D"
          onClick={(at) => commands.pick('due', at)}
        >
          {t`Deadline`}
        </Action>
        {conversation.status === 'archived' ? (
          <Action icon={<Undo2 />} onClick={commands.reopen}>
            {t`Reopen`}
          </Action>
        ) : (
          <Action icon={<Archive />} shortcut="E" onClick={commands.archive}>
            {t`Archive`}
          </Action>
        )}
      </div>
      <PresenceLine conversationId={conversation.id} />
      <IconButton
        label={conversation.isFollowed ? t`No longer follow` : t`Follow`}
        shortcut="S"
        aria-pressed={conversation.isFollowed}
        active={conversation.isFollowed}
        onClick={commands.follow}
      >
        <Eye />
      </IconButton>
      <MoreMenu conversation={conversation} commands={commands} />
    </div>
  )
}

type ActionProps = {
  icon: ReactNode
  shortcut?: string
  /** Where a picker opened by its key appears. */
  picker?: PickerKind
  onClick: (anchor: Element) => void
  children: ReactNode
}

function Action({ icon, shortcut, picker, onClick, children }: ActionProps) {
  return (
    <button
      type="button"
      className={styles.action}
      data-picker={picker}
      aria-keyshortcuts={shortcut?.toLowerCase()}
      onClick={(event) => onClick(event.currentTarget)}
    >
      {icon}
      <span className={styles.word}>{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  )
}

function MoreMenu({ conversation, commands }: ReaderToolbarProps) {
  const { t } = useLingui()
  const { status, reference } = conversation
  const trigger = useRef<HTMLButtonElement>(null)
  const pick = (kind: 'merge' | 'link') =>
    commands.pick(kind, trigger.current ?? document.documentElement)
  const wait: MenuEntry = {
    type: 'action',
    label: t`Set waiting`,
    icon: <Pause />,
    shortcut: 'H',
    onSelect: commands.wait,
  }
  const spam: MenuEntry = {
    type: 'action',
    label: t`Report as spam`,
    icon: <ShieldAlert />,
    shortcut: '!',
    onSelect: commands.spam,
  }
  return (
    <Menu
      trigger={
        <IconButton ref={trigger} label={t`More`}>
          <Ellipsis />
        </IconButton>
      }
      entries={[
        status === 'open' && wait,
        status !== 'open' && command(t`Reopen`, <Undo2 />, commands.reopen),
        status !== 'spam' && spam,
        conversation.spamReason === null &&
          command(t`Report phishing`, <ShieldX />, commands.reportPhishing),
        {
          type: 'action',
          label: t`Merge with…`,
          icon: <Merge />,
          shortcut: 'M',
          onSelect: () => pick('merge'),
        },
        {
          type: 'action',
          label: t`Link with…`,
          icon: <Waypoints />,
          shortcut: 'L',
          onSelect: () => pick('link'),
        },
        command(t`Mark unread`, <MailOpen />, commands.markUnread),
        command(t`Copy the link`, <Link2 />, commands.copyLink),
        reference === null && command(t`Give it a number`, <Hash />, commands.register),
      ]}
    />
  )
}

function command(label: string, icon: ReactNode, onSelect: () => void): MenuEntry {
  return { type: 'action', label, icon, onSelect }
}
