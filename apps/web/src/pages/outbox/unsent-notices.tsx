import type { UnsentNotice } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Check, RefreshCw } from 'lucide-react'
import { useRef } from 'react'
import { announce } from '../../announcer.tsx'
import {
  type NoticeCommand,
  unsentNoticesQuery,
  useNoticeCommand,
} from '../../features/outbox/unsent-notice-queries.ts'
import { fullDate } from '../../formatting/dates.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast-store.ts'
import styles from './outbox-page.module.css'

/** Mails of Levee's own that were not sent, or perhaps not, and what an admin can do about each. */
export function UnsentNotices() {
  const { t } = useLingui()
  const list = useRef<HTMLElement>(null)
  const query = useInfiniteQuery(unsentNoticesQuery)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (error && !data)
    return <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton width="240px" height={12} />
  return (
    <section
      ref={list}
      tabIndex={-1}
      className={styles.notices}
      aria-label={t({ message: 'Notices', context: 'mails of Levee' })}
    >
      {data.length === 0 ? (
        <EmptyState picture={<CalmWaterPicture />} title={t`Nothing here`}>
          {t`Every notice was sent, as far as is known: reminders, digests and news that Levee mails to people.`}
        </EmptyState>
      ) : (
        <>
          <p className={styles.about}>
            {t`Reminders, digests and news that Levee was to mail to people and could not, or perhaps could not.`}
          </p>
          <ul className={styles.list}>
            {data.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onLeft={() => list.current?.focus()} />
            ))}
          </ul>
        </>
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t`Show more`}
        </Button>
      )}
    </section>
  )
}

type NoticeRowProps = {
  notice: UnsentNotice
  /** It leaves the list, with the button that has the focus. */
  onLeft: () => void
}

function NoticeRow({ notice, onLeft }: NoticeRowProps) {
  const { t } = useLingui()
  const { id, address, subject, isUncertain, problem, triedAt } = notice
  const { act, busy } = useActOnNotice(id, onLeft)
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <b>{subject}</b>
        <span className={styles.muted}>
          {t`To ${address}`} · <time dateTime={triedAt}>{fullDate(new Date(triedAt))}</time>
        </span>
        <span className={styles.problem}>
          <Badge tone="danger">
            {isUncertain
              ? t({ message: 'Perhaps not sent', context: 'a notice' })
              : t({ message: 'Not sent', context: 'a notice' })}
          </Badge>{' '}
          {isUncertain ? t`The connection ended before the mail server confirmed it.` : problem}
        </span>
      </div>
      <div className={styles.actions}>
        <Button variant="ghost" size="small" busy={busy} onClick={() => act('resend')}>
          <RefreshCw /> {t`Send again`}
        </Button>
        <Button variant="ghost" size="small" busy={busy} onClick={() => act('dismiss')}>
          <Check /> {t({ message: 'Dismiss', context: 'a notice' })}
        </Button>
      </div>
    </li>
  )
}

/** Does it, says so, and offers to take a dismissal back. */
function useActOnNotice(id: string, onLeft: () => void) {
  const { t } = useLingui()
  const { mutateAsync, isPending } = useNoticeCommand()
  const act = async (does: NoticeCommand['does']): Promise<void> => {
    try {
      await mutateAsync({ id, does })
    } catch (error) {
      return showToast({ tone: 'problem', text: problemText(error) })
    }
    const texts = {
      resend: t`The notice is being sent again.`,
      dismiss: t`Notice dismissed.`,
      restore: t`Undone.`,
    }
    const undo = { label: t`Undo`, run: () => void act('restore') }
    showToast({ tone: 'done', text: texts[does], ...(does === 'dismiss' && { action: undo }) })
    announce(texts[does])
    if (does !== 'restore') onLeft()
  }
  return { act: (does: NoticeCommand['does']) => void act(does), busy: isPending }
}
