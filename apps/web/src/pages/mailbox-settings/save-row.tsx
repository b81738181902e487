import { useLingui } from '@lingui/react/macro'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

type SaveRowProps = {
  change: { isPending: boolean; isSuccess: boolean; error: Error | null }
  disabled?: boolean
  /** What a conflict with something else means here. */
  conflict?: string
}

/** The end of a card that is kept as a whole. */
export function SaveRow({ change, disabled, conflict }: SaveRowProps) {
  const { t } = useLingui()
  return (
    <>
      {change.error && (
        <div role="alert">
          <Banner tone="danger">
            {conflict !== undefined && hasStatus(change.error, 409)
              ? conflict
              : problemText(change.error)}
          </Banner>
        </div>
      )}
      <div className={card.actions}>
        <Button type="submit" busy={change.isPending} disabled={disabled}>
          {t`Save`}
        </Button>
        <Saved shown={change.isSuccess} />
      </div>
    </>
  )
}
