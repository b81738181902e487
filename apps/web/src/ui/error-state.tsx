import { useLingui } from '@lingui/react/macro'
import { Copy, RefreshCw } from 'lucide-react'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { BrokenLinePicture } from './pictures.tsx'

type ErrorStateProps = { title?: string; error: Error; detail: string; onRetry?: () => void }

/** What happened, what to do; never an empty pane. */
export function ErrorState({ title, error, detail, onRetry }: ErrorStateProps) {
  const { t } = useLingui()
  return (
    <EmptyState
      picture={<BrokenLinePicture />}
      title={title ?? t`This could not be loaded`}
      actions={
        <>
          {onRetry && (
            <Button variant="primary" onClick={onRetry}>
              <RefreshCw /> {t`Try again`}
            </Button>
          )}
          <Button variant="ghost" onClick={() => void navigator.clipboard.writeText(String(error))}>
            <Copy /> {t`Copy the details`}
          </Button>
        </>
      }
    >
      {detail}
    </EmptyState>
  )
}
