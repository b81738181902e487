import { useLingui } from '@lingui/react/macro'
import { ChevronDown, Send } from 'lucide-react'
import { modKey } from '../../../keyboard/key-name.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { Menu } from '../../../ui/menu.tsx'
import styles from './send-button.module.css'

/** What sending does to the mail that is answered. */
export type SendAction = 'send' | 'sendAndArchive'

type SendButtonProps = {
  action: SendAction
  isSending: boolean
  canSend: boolean
  onSend: (action: SendAction) => void
}

/** Sends as last time; the arrow beside it offers the other way. */
export function SendButton({ action, isSending, canSend, onSend }: SendButtonProps) {
  const { t } = useLingui()
  const shift = t({ message: 'Shift', comment: 'the key of the keyboard' })
  const labels = { send: t`Send`, sendAndArchive: t`Send and archive` }
  const other = action === 'send' ? 'sendAndArchive' : 'send'
  return (
    <span className={styles.split}>
      <Button
        type="submit"
        variant="primary"
        className={styles.main}
        busy={isSending}
        disabled={!canSend}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        <Send /> {labels[action]} <Kbd>{modKey}</Kbd>
        <Kbd>↵</Kbd>
      </Button>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className={styles.more}
            aria-label={t`Other ways to send`}
            disabled={!canSend || isSending}
          >
            <ChevronDown />
          </button>
        }
        entries={[
          {
            type: 'action',
            label: labels[other],
            icon: <Send />,
            onSelect: () => onSend(other),
            ...(other === 'sendAndArchive' && { shortcut: `${modKey} ${shift} ↵` }),
          },
        ]}
      />
    </span>
  )
}
