import { useLingui } from '@lingui/react/macro'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

type SaveRowProps = {
  change: { isPending: boolean; isSuccess: boolean; error: Error | null }
  disabled?: boolean
}

/** The end of a card that is kept as a whole. */
export function SaveRow({ change, disabled }: SaveRowProps) {
  const { t } = useLingui()
  return (
    <>
      {change.error && (
        <div role="alert">
          <Banner tone="danger">{problemText(change.error)}</Banner>
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
