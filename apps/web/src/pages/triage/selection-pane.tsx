import type { Conversation } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { SelectionSummary } from '../../features/conversations/selection-summary.tsx'
import { wholeNumber } from '../../formatting/numbers.ts'
import { modKey } from '../../keyboard/key-name.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { type OpenPicker, PickerContent } from './picker-popover.tsx'
import styles from './selection-pane.module.css'
import type { ConversationActions } from './use-conversation-actions.ts'

type SelectionPaneProps = {
  selected: Conversation[]
  total: number
  picker: OpenPicker | null
  actions: ConversationActions
  onPicked: () => void
  onSelectAll: () => void
}

/** The selection where else the open mail stands, with the picker in place. */
export function SelectionPane(props: SelectionPaneProps) {
  const { selected, total, picker, actions, onPicked, onSelectAll } = props
  const { t } = useLingui()
  return (
    <>
      <header className={styles.head}>
        <h2>{plural(selected.length, { one: '# mail selected', other: '# mails selected' })}</h2>
        {total > selected.length && (
          <Button variant="ghost" size="small" onClick={onSelectAll}>
            {t`Select the ${wholeNumber(total)} of this view`} <Kbd>{modKey}</Kbd>
            <Kbd>A</Kbd>
          </Button>
        )}
      </header>
      <SelectionSummary
        selected={selected}
        picker={
          picker && (
            <div
              role="presentation"
              onKeyDown={(event) => {
                if (event.key === 'Escape') onPicked()
              }}
            >
              <PickerContent
                kind={picker.kind}
                conversations={selected}
                actions={actions}
                onDone={onPicked}
              />
            </div>
          )
        }
      />
    </>
  )
}
