import { useLingui } from '@lingui/react/macro'
import { Plus } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { moveAlongToolbar } from '../../ui/move-along-toolbar.ts'
import { ActionIcon } from './action-icon.tsx'
import styles from './action-list.module.css'
import type { OfferedAction } from './new-action.ts'
import { actionLabel } from './rule-words.ts'

type ActionAddersProps = {
  offered: readonly OfferedAction[]
  onAdd: (type: OfferedAction) => void
}

/** What adds an action: a list of all, and beside it the commonest at one click. For Tab they are one stop. */
export function ActionAdders({ offered, onAdd }: ActionAddersProps) {
  const { t } = useLingui()
  const commonest = [
    { type: 'addTag', label: t({ message: 'Tag', context: 'noun' }) },
    { type: 'setDeadlinePolicy', label: t`Deadline` },
    { type: 'sendTemplate', label: t`Acknowledgement` },
  ] as const
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons have it
    <div
      role="toolbar"
      aria-label={t`Actions to add`}
      className={styles.adders}
      data-adders
      onKeyDown={moveAlongToolbar}
    >
      <Menu
        align="start"
        returnsFocus={false}
        trigger={
          <Button variant="ghost" size="small">
            <Plus /> {t`Add an action`}
          </Button>
        }
        entries={offered.map((type) => ({
          type: 'action',
          label: actionLabel(type),
          icon: <ActionIcon type={type} />,
          onSelect: () => onAdd(type),
        }))}
      />
      {commonest
        .filter(({ type }) => offered.includes(type))
        .map(({ type, label }) => (
          <Button
            key={type}
            variant="ghost"
            size="small"
            tabIndex={-1}
            title={actionLabel(type)}
            onClick={() => onAdd(type)}
          >
            <Plus /> {label}
          </Button>
        ))}
    </div>
  )
}
