import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useCounts } from '../../features/conversations/conversation-queries.ts'
import { type ViewSlug, views } from '../../features/conversations/views.ts'
import { shortCount } from '../../formatting/numbers.ts'
import { LevelIcon } from '../../ui/level-icon.tsx'
import styles from './view-chips.module.css'

const shown: ViewSlug[] = ['all', 'unassigned', 'mine', 'due-soon', 'waiting']

/** The views of a phone, one tap away. */
export const ViewChips = memo(function ViewChips() {
  const { t, i18n } = useLingui()
  const counts = useCounts()?.views
  const names: Partial<Record<ViewSlug, string>> = { all: t`All`, mine: t`Mine` }
  return (
    <nav className={styles.chips} aria-label={t`Quick views`}>
      {shown.map((slug) => {
        const count = counts?.[views[slug].key] ?? 0
        return (
          <Link
            key={slug}
            to="/v/$view/{-$reference}"
            params={{ view: slug, reference: undefined }}
            className={slug === 'due-soon' ? styles.warn : undefined}
          >
            {slug === 'due-soon' && <LevelIcon level="soon" share={0.6} />}
            {names[slug] ?? i18n._(views[slug].name)}
            {slug !== 'all' && count > 0 && <b>{shortCount(count)}</b>}
          </Link>
        )
      })}
    </nav>
  )
})
