import type { Calendar } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link2, RefreshCw, Trash2, Upload } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import {
  useChangeCalendar,
  useReadFeeds,
  useRemoveFeed,
  useUploadFeed,
} from '../../features/calendars/calendar-queries.ts'
import { useWatchRecount } from '../../features/deadlines/policy-queries.ts'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import card from '../settings/card.module.css'
import styles from './calendar-page.module.css'

const mostUrls = 5

/** Closures that come from elsewhere: iCalendar files, uploaded or read by their address. They count at once. */
export function FeedsCard({ calendar }: { calendar: Calendar }) {
  const { t } = useLingui()
  const readFeeds = useReadFeeds()
  const watchRecount = useWatchRecount()
  const hasUrls = calendar.feeds.some(({ url }) => url !== null)
  return (
    <section className={card.card} aria-labelledby="feeds">
      <div className={card.head}>
        <h2 id="feeds" className={card.title}>{t`Calendars from elsewhere (iCalendar)`}</h2>
        <span className={card.end}>
          {hasUrls && (
            <Button
              size="small"
              busy={readFeeds.isPending}
              onClick={() => readFeeds.mutate(calendar.id, { onSuccess: watchRecount })}
            >
              <RefreshCw /> {t`Read again`}
            </Button>
          )}
          <UploadButton id={calendar.id} />
        </span>
      </div>
      <div className={card.body}>
        <p className={card.text}>{t`What they hold is closed, at once. Public addresses only.`}</p>
        {readFeeds.error && <Banner tone="danger">{problemText(readFeeds.error)}</Banner>}
        <AddUrl calendar={calendar} />
      </div>
      {calendar.feeds.length > 0 && (
        <ul className={card.rows}>
          {calendar.feeds.map((feed) => (
            <FeedRow key={feed.id} calendarId={calendar.id} feed={feed} />
          ))}
        </ul>
      )}
    </section>
  )
}

function UploadButton({ id }: { id: string }) {
  const { t } = useLingui()
  const upload = useUploadFeed()
  const watchRecount = useWatchRecount()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size="small" busy={upload.isPending} onClick={() => input.current?.click()}>
        <Upload /> {t`Upload a file`}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".ics,text/calendar"
        aria-label={t`iCalendar file`}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) upload.mutate({ id, file }, { onSuccess: watchRecount })
          target.value = '' // the same file can be chosen again
        }}
      />
      {upload.error && (
        <span role="alert" className={styles.problem}>
          {problemText(upload.error)}
        </span>
      )}
    </>
  )
}

function AddUrl({ calendar }: { calendar: Calendar }) {
  const { t } = useLingui()
  const change = useChangeCalendar()
  const [url, setUrl] = useState('')
  const known = calendar.feeds.flatMap((feed) => feed.url ?? [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (url.trim() === '') return
    change.mutate(
      { id: calendar.id, patch: { feedUrls: [...known, url.trim()] } },
      { onSuccess: () => setUrl('') },
    )
  }
  if (known.length >= mostUrls)
    return <p className={card.muted}>{t`No more than five addresses.`}</p>
  return (
    <form className={styles.inline} onSubmit={submit}>
      <Field
        label={t`Address of an iCalendar file`}
        type="url"
        placeholder="https://"
        maxLength={2000}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={change.error ? problemText(change.error) : undefined}
      />
      <Button type="submit" busy={change.isPending} disabled={url.trim() === ''}>
        <Link2 /> {t`Add the address`}
      </Button>
    </form>
  )
}

type Feed = Calendar['feeds'][number]

function FeedRow({ calendarId, feed }: { calendarId: string; feed: Feed }) {
  const { t } = useLingui()
  const now = useNow()
  const remove = useRemoveFeed()
  const watchRecount = useWatchRecount()
  const read = feed.readAt === null ? null : dateAndTime(new Date(feed.readAt), now)
  const closures = plural(feed.closures, { one: '# closure', other: '# closures' })
  return (
    <li className={card.row}>
      <div className={card.name}>
        <span className={card.who}>
          <b>{feed.name}</b>
          {feed.url !== null && <span className={styles.url}>{feed.url}</span>}
        </span>
      </div>
      <span className={card.muted}>
        {closures} · {read === null ? t`not read yet` : t`read ${read}`}
      </span>
      <IconButton
        label={t`Forget ${feed.name}`}
        disabled={remove.isPending}
        onClick={() =>
          remove.mutate({ id: calendarId, feedId: feed.id }, { onSuccess: watchRecount })
        }
      >
        <Trash2 />
      </IconButton>
      {feed.problem !== null && (
        <span className={styles.problem}>{t`Could not be read: ${feed.problem}`}</span>
      )}
      {remove.error && <span className={styles.problem}>{problemText(remove.error)}</span>}
    </li>
  )
}
