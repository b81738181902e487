import { useLingui } from '@lingui/react/macro'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type RetryButtonProps = { isUncertain: boolean; busy: boolean; onRetry: () => void }

/** Sends what failed again; where nobody knows whether it was sent, it asks first. */
export function RetryButton({ isUncertain, busy, onRetry }: RetryButtonProps) {
  const { t } = useLingui()
  const [isAsking, setIsAsking] = useState(false)
  const confirm = () => {
    setIsAsking(false)
    onRetry()
  }
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        busy={busy}
        onClick={() => (isUncertain ? setIsAsking(true) : onRetry())}
      >
        <RefreshCw /> {t`Send again`}
      </Button>
      {isAsking && (
        <Dialog
          title={t`Send it again?`}
          open
          onOpenChange={(open) => !open && setIsAsking(false)}
          footer={
            <>
              <Button variant="danger" onClick={confirm}>{t`Send it a second time`}</Button>
              <Button variant="ghost" onClick={() => setIsAsking(false)}>{t`Cancel`}</Button>
            </>
          }
        >
          <p>
            {t`The connection broke before the mail server confirmed this mail. It may have arrived: ask the recipient first, or they may get it twice.`}
          </p>
        </Dialog>
      )}
    </>
  )
}
