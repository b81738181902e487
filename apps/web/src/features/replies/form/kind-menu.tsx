import { useLingui } from '@lingui/react/macro'
import { ChevronDown, Forward, Reply, ReplyAll, TextCursorInput } from 'lucide-react'
import { Menu } from '../../../ui/menu.tsx'
import type { ReplyKind } from '../start-reply.ts'
import styles from './reply-head.module.css'

type KindMenuProps = {
  kind: ReplyKind
  isReadOnly: boolean
  onKind: (kind: ReplyKind) => void
  onSubject: () => void
}

/** What kind of reply it is, and what else it could be. */
export function KindMenu({ kind, isReadOnly, onKind, onSubject }: KindMenuProps) {
  const { t } = useLingui()
  const names = { reply: t`Reply`, replyAll: t`Reply to all`, forward: t`Forward` }
  const kinds = [
    { kind: 'reply', icon: <Reply />, shortcut: 'R' },
    { kind: 'replyAll', icon: <ReplyAll />, shortcut: '⇧R' },
    { kind: 'forward', icon: <Forward />, shortcut: 'F' },
  ] as const
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={styles.kind}
          disabled={isReadOnly}
          aria-label={names[kind]}
        >
          {kinds.find((each) => each.kind === kind)?.icon} <b>{names[kind]}</b>
          <ChevronDown />
        </button>
      }
      entries={[
        ...kinds.map(({ kind: other, icon, shortcut }) => ({
          type: 'action' as const,
          label: names[other],
          icon,
          shortcut,
          disabled: other === kind,
          onSelect: () => onKind(other),
        })),
        { type: 'separator' },
        {
          type: 'action',
          label: t`Change the subject`,
          icon: <TextCursorInput />,
          onSelect: onSubject,
        },
      ]}
    />
  )
}
