import type { DeadlineFeed } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import {
  deadlineFeedsQuery,
  useAddDeadlineFeed,
  useRemoveDeadlineFeed,
} from '../../features/deadline-feeds/deadline-feed-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { announce } from '../../announcer.tsx'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { ConfirmDialog } from '../settings/confirm-dialog.tsx'

/** Deadlines in the calendar that one has elsewhere: one’s own, and those of one’s departments. */
export function FeedsCard() {
  const { t } = useLingui()
  const { user } = useSession()
  const feeds = useQuery(deadlineFeedsQuery)
  const teams = useTeams().filter(({ memberIds }) => memberIds.includes(user.id))
  const feedOf = (teamId: string | null) => feeds.data?.find((feed) => feed.teamId === teamId)
  return (
    <section className={card.card} aria-labelledby="feeds">
      <div className={card.head}>
        <h2 id="feeds" className={card.title}>{t`Deadlines in your calendar`}</h2>
      </div>
      <div className={card.body}>
        <p className={card.text}>
          {t`Subscribe to an address in Outlook, Thunderbird or on your phone. It shows the number, subject and date of each open deadline. Whoever knows the address reads it without signing in: do not pass it on.`}
        </p>
        {feeds.error && <Banner tone="danger">{problemText(feeds.error)}</Banner>}
      </div>
      <ul className={card.rows}>
        <FeedRow teamId={null} name={t`Mail that you are in charge of`} feed={feedOf(null)} />
        {teams.map(({ id, name }) => (
          <FeedRow key={id} teamId={id} name={name} feed={feedOf(id)} />
        ))}
      </ul>
    </section>
  )
}

type FeedRowProps = { teamId: string | null; name: string; feed: DeadlineFeed | undefined }

function FeedRow({ teamId, name, feed }: FeedRowProps) {
  const { t } = useLingui()
  const add = useAddDeadlineFeed()
  const isNew = add.data !== undefined && add.data.id === feed?.id
  return (
    <li className={card.row}>
      <div className={card.name}>
        <span className={card.who}>
          <b>{name}</b>
          <FeedUse feed={feed} />
        </span>
      </div>
      {feed ? (
        <FeedButtons feed={feed} name={name} renewal={add} />
      ) : (
        <Button
          size="small"
          aria-label={t`Make an address for ${name}`}
          busy={add.isPending}
          onClick={() => add.mutate(teamId)}
        >
          {t`Make an address`}
        </Button>
      )}
      {add.error && <Banner tone="danger">{problemText(add.error)}</Banner>}
      {isNew && <FeedAddress path={add.data.path} />}
    </li>
  )
}

function FeedUse({ feed }: { feed: DeadlineFeed | undefined }) {
  const { t } = useLingui()
  const now = useNow()
  if (!feed) return <span className={card.muted}>{t`No address`}</span>
  const made = dateAndTime(new Date(feed.createdAt), now)
  const read = feed.lastReadAt && dateAndTime(new Date(feed.lastReadAt), now)
  return (
    <span className={card.muted}>
      {read ? t`Made ${made}, last read ${read}` : t`Made ${made}, never read`}
    </span>
  )
}

type FeedButtonsProps = {
  feed: DeadlineFeed
  name: string
  renewal: ReturnType<typeof useAddDeadlineFeed>
}

function FeedButtons({ feed, name, renewal }: FeedButtonsProps) {
  const { t } = useLingui()
  const remove = useRemoveDeadlineFeed()
  const [asking, setAsking] = useState<'renew' | 'revoke' | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      <Button
        size="small"
        aria-label={t`New address for ${name}`}
        onClick={() => setAsking('renew')}
      >
        {t`New address…`}
      </Button>
      <Button
        size="small"
        variant="ghost"
        aria-label={t`Revoke the address for ${name}`}
        onClick={() => setAsking('revoke')}
      >
        {t`Revoke…`}
      </Button>
      <ConfirmDialog
        title={t`New address for “${name}”`}
        action={t`Make a new address`}
        open={asking === 'renew'}
        busy={renewal.isPending}
        error={renewal.error}
        onConfirm={() => renewal.mutate(feed.teamId, { onSuccess: close })}
        onClose={close}
      >
        {t`The address that you have ends at once: calendars that read it show nothing more until they get the new one.`}
      </ConfirmDialog>
      <ConfirmDialog
        title={t`Revoke the address for “${name}”`}
        action={t`Revoke the address`}
        open={asking === 'revoke'}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(feed.id, { onSuccess: close })}
        onClose={close}
      >
        {t`It ends at once, and calendars that read it show nothing more.`}
      </ConfirmDialog>
    </>
  )
}

/** The address, shown this once. */
function FeedAddress({ path }: { path: string }) {
  const { t } = useLingui()
  const [copied, setCopied] = useState(false)
  const address = new URL(path, location.origin).href
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setCopied(true)
    announce(t`Copied.`)
  }
  return (
    <div className={card.whole}>
      <Field
        label={t`Address to subscribe to`}
        hint={t`It is shown only now: copy it before you leave this page.`}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button size="small" onClick={() => void copy()}>
        {copied ? <Check /> : <Copy />} {copied ? t`Copied` : t`Copy the address`}
      </Button>
    </div>
  )
}
