import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useCounts } from '../../features/conversations/conversation-queries.ts'
import { type ViewSlug, views } from '../../features/conversations/views.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import styles from './empty-reader.module.css'

const shown: ViewSlug[] = ['unassigned', 'mine', 'due-soon', 'overdue']

/** Nothing is open: how much there is to do today. */
export const EmptyReader = memo(function EmptyReader() {
  const { t, i18n } = useLingui()
  const counts = useCounts()?.views
  return (
    <div className={styles.empty}>
      <EmptyState
        picture={<CalmWaterPicture />}
        title={t`Choose a mail to read it`}
        actions={
          <ul className={styles.figures}>
            {shown.map((slug) => (
              <li key={slug}>
                <Link to="/v/$view/{-$reference}" params={{ view: slug, reference: undefined }}>
                  <b className={styles.number}>{wholeNumber(counts?.[views[slug].key] ?? 0)}</b>
                  {i18n._(views[slug].name)}
                </Link>
              </li>
            ))}
          </ul>
        }
      >
        <Kbd>J</Kbd> <Kbd>K</Kbd> {t`move through the list`}, <Kbd>↵</Kbd> {t`opens`}, <Kbd>?</Kbd>{' '}
        {t`shows every key`}
      </EmptyState>
    </div>
  )
})
