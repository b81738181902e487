import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import {
  Archive,
  Clock,
  Ellipsis,
  Merge,
  Pause,
  ShieldAlert,
  Tag,
  Undo2,
  UserPlus,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Menu } from '../../ui/menu.tsx'
import styles from './bulk-bar.module.css'
import type { PickerKind } from './picker-popover.tsx'

type BulkBarProps = {
  count: number
  onPick: (kind: PickerKind, anchor: Element) => void
  onArchive: () => void
  onWait: () => void
  onSpam: () => void
  onReopen: () => void
  onMerge: () => void
  onClear: () => void
}

/** What can be done with all that is selected. */
export function BulkBar(props: BulkBarProps) {
  const { t } = useLingui()
  const { count, onPick } = props
  return (
    <div data-bulk className={styles.bar} role="toolbar" aria-label={t`Selection`}>
      <span
        className={styles.count}
        title={plural(count, { one: '# mail selected', other: '# mails selected' })}
      >
        {count}
      </span>
      <BarButton label={t`Assign`} shortcut="A" onClick={(anchor) => onPick('assign', anchor)}>
        <UserPlus /> <span className={styles.word}>{t`Assign`}</span>
      </BarButton>
      <BarButton label={t`Tag`} shortcut="T" onClick={(anchor) => onPick('tag', anchor)}>
        <Tag />
      </BarButton>
      <BarButton label={t`Deadline`} shortcut="D" onClick={(anchor) => onPick('due', anchor)}>
        <Clock />
      </BarButton>
      <BarButton label={t`Archive`} shortcut="E" onClick={props.onArchive}>
        <Archive /> <span className={styles.word}>{t`Archive`}</span>
      </BarButton>
      <Menu
        trigger={
          <IconButton label={t`More`} className={styles.icon}>
            <Ellipsis />
          </IconButton>
        }
        entries={[
          {
            type: 'action',
            label: t`Set waiting`,
            icon: <Pause />,
            shortcut: 'H',
            onSelect: props.onWait,
          },
          count > 1 && {
            type: 'action',
            label: t`Merge into one mail`,
            icon: <Merge />,
            shortcut: 'M',
            onSelect: props.onMerge,
          },
          { type: 'action', label: t`Reopen`, icon: <Undo2 />, onSelect: props.onReopen },
          {
            type: 'action',
            label: t`Report as spam`,
            icon: <ShieldAlert />,
            shortcut: '!',
            onSelect: props.onSpam,
          },
        ]}
      />
      <IconButton
        label={t`Clear the selection`}
        shortcut="Esc"
        className={styles.icon}
        onClick={props.onClear}
      >
        <X />
      </IconButton>
    </div>
  )
}

type BarButtonProps = {
  label: string
  shortcut: string
  onClick: (anchor: Element) => void
  children: ReactNode
}

function BarButton({ label, shortcut, onClick, children }: BarButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      onClick={(event) => onClick(event.currentTarget)}
    >
      {children}
      <Kbd>{shortcut}</Kbd>
    </button>
  )
}
