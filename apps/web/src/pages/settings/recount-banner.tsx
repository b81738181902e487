import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useLastRecount } from '../../features/deadlines/policy-queries.ts'
import { timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Banner } from '../../ui/banner.tsx'
import { Progress } from '../../ui/progress.tsx'
import styles from './recount-banner.module.css'

/** How far the count of all open deadlines is, or what the last one came to. */
export function RecountBanner() {
  const { t } = useLingui()
  const now = useNow()
  const recount = useLastRecount()
  if (!recount) return null
  const { examined, total, moved, finishedAt, problem } = recount
  const moves = plural(moved, { one: '# deadline moved.', other: '# deadlines moved.' })
  if (problem !== null)
    return <Banner tone="danger">{t`Counting again stopped: ${problem}`}</Banner>
  if (finishedAt !== null) {
    const ago = timeAgo(new Date(finishedAt), now)
    return (
      <Banner tone="neutral">{t`All open deadlines were counted again ${ago}: ${moves}`}</Banner>
    )
  }
  return (
    <Banner tone="info">
      <div className={styles.running}>
        <span>{t`Counting the open deadlines again: ${examined} of ${total}. ${moves}`}</span>
        <Progress
          label={t`Counting the open deadlines again`}
          value={total === 0 ? null : (100 * examined) / total}
        />
      </div>
    </Banner>
  )
}
