import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { handOverQuery } from '../../features/hand-overs/hand-over-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { problemText } from '../../problem-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import card from '../settings/card.module.css'
import { SettingsPage } from '../settings/settings-page.tsx'
import { GiveCard } from './give-card.tsx'
import { MeanwhileCard } from './meanwhile-card.tsx'
import styles from './hand-over.module.css'

/** Leaving and coming back: what somebody has, to whom it goes, and what happened to it meanwhile. */
export function HandOverPage() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/settings/absences/$id' })
  const users = useUsers()
  const { data, error, refetch } = useQuery(handOverQuery(id))
  const name = users.find((user) => user.id === data?.absence.userId)?.name
  return (
    <SettingsPage
      title={name === undefined ? t`Hand-over` : t`Hand-over of ${name}`}
      aside={
        <Link to="/settings/absences" className={`${card.muted} ${styles.back}`}>
          <ChevronLeft aria-hidden="true" /> {t`All absences`}
        </Link>
      }
    >
      {data ? (
        <>
          <GiveCard key={data.items.length} {...data} />
          {data.handedOver.length > 0 && <MeanwhileCard {...data} />}
        </>
      ) : error ? (
        <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
      ) : (
        <Skeleton width="100%" height={160} />
      )}
    </SettingsPage>
  )
}
