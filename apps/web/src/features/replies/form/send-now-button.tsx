import { useLingui } from '@lingui/react/macro'
import { Send } from 'lucide-react'
import { modKey } from '../../../keyboard/key-name.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'

/** Sends what answers nothing: there is no mail that could be archived. */
export function SendNowButton({ isSending, canSend }: { isSending: boolean; canSend: boolean }) {
  const { t } = useLingui()
  return (
    <Button
      type="submit"
      variant="primary"
      busy={isSending}
      disabled={!canSend}
      aria-keyshortcuts="Control+Enter Meta+Enter"
    >
      <Send /> {t`Send`} <Kbd>{modKey}</Kbd>
      <Kbd>↵</Kbd>
    </Button>
  )
}
