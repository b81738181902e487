import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { NothingFoundPicture } from '../ui/pictures.tsx'

export function NotFoundPage() {
  const { t } = useLingui()
  return (
    <EmptyState
      picture={<NothingFoundPicture />}
      title={t`There is no page at this address`}
      actions={
        <Link to="/" className={buttonClass()}>
          {t`Go to the mail`}
        </Link>
      }
    />
  )
}
