import type { Browser } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import {
  browsersQuery,
  useChangeBrowser,
  useForgetBrowser,
  useTurnOn,
} from '../../features/browsers/browser-queries.ts'
import type { BrowserSupport } from '../../features/browsers/this-browser.ts'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { problemText } from '../../problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import card from '../settings/card.module.css'

/** Where one is told while Levee is not open: this browser, and others. */
export function BrowsersCard() {
  const { t } = useLingui()
  const { data, error } = useQuery(browsersQuery)
  return (
    <section className={card.card} aria-labelledby="browsers">
      <div className={card.head}>
        <h2 id="browsers" className={card.title}>{t`When Levee is not open`}</h2>
      </div>
      <div className={card.body}>
        <p className={card.text}>
          {t`A browser can show what you are told while no page of Levee is open, outside of quiet hours. It says what happened and the number of the mail, encrypted on its way; the subject only where you want it, since others may see the screen.`}
        </p>
        {error && <Banner tone="danger">{problemText(error)}</Banner>}
        {data ? <ThisBrowser {...data} /> : !error && <Skeleton width="240px" height={12} />}
      </div>
      {data && data.items.length > 0 && (
        <ul className={card.rows}>
          {data.items.map((browser) => (
            <BrowserRow key={browser.id} browser={browser} isThis={browser.id === data.thisId} />
          ))}
        </ul>
      )}
    </section>
  )
}

type ThisBrowserProps = { publicKey: string; thisId: string | null; support: BrowserSupport }

function ThisBrowser({ publicKey, thisId, support }: ThisBrowserProps) {
  const { t } = useLingui()
  const turnOn = useTurnOn()
  const forget = useForgetBrowser()
  const error = turnOn.error ?? forget.error
  const change = (isOn: boolean) => {
    if (isOn) turnOn.mutate(publicKey)
    else if (thisId !== null) forget.mutate({ id: thisId, isThis: true })
  }
  if (support !== 'possible') return <Impossible support={support} />
  const isBusy = turnOn.isPending || forget.isPending
  return (
    <>
      <Toggle checked={thisId !== null} disabled={isBusy} onChange={change}>
        {t`This browser: tell me also when Levee is not open`}
      </Toggle>
      {error && (
        <Banner tone="danger">
          {error instanceof DOMException
            ? t`The browser could not reach its push service. Check the connection, and whether the browser allows push messages; then try again.`
            : problemText(error)}
        </Banner>
      )}
    </>
  )
}

function Impossible({ support }: { support: Exclude<BrowserSupport, 'possible'> }) {
  const { t } = useLingui()
  const why = {
    blocked: t`Notifications of this site are blocked in this browser. Allow them in its settings for this site, then reload the page.`,
    insecure: t`This browser can only be told over an encrypted connection: Levee must be reached under an address that begins with https.`,
    unsupported: t`This browser shows nothing while no page of Levee is open. On an iPhone or iPad, add Levee to the home screen and open it from there.`,
  }
  return <Banner tone={support === 'blocked' ? 'warn' : 'info'}>{why[support]}</Banner>
}

function BrowserRow({ browser, isThis }: { browser: Browser; isThis: boolean }) {
  const { t } = useLingui()
  const now = useNow()
  const change = useChangeBrowser()
  const forget = useForgetBrowser()
  const { id, name, showsSubject, createdAt, lastToldAt, problem } = browser
  const since = dateAndTime(new Date(createdAt), now)
  const last = lastToldAt && dateAndTime(new Date(lastToldAt), now)
  const error = change.error ?? forget.error
  return (
    <li className={card.row}>
      <div className={card.name}>
        <span className={card.who}>
          <b>
            {name} {isThis && <Badge tone="info">{t`This browser`}</Badge>}
          </b>
          <span className={card.muted}>
            {last ? t`Since ${since}, last told ${last}` : t`Since ${since}, not told anything yet`}
          </span>
        </span>
      </div>
      <Toggle
        checked={showsSubject}
        onChange={(wanted) => change.mutate({ id, showsSubject: wanted })}
      >
        {t`Show the subject`} <span className="visually-hidden">{name}</span>
      </Toggle>
      <Button
        size="small"
        variant="ghost"
        aria-label={t`Forget ${name}`}
        busy={forget.isPending}
        onClick={() => forget.mutate({ id, isThis })}
      >
        {t`Forget`}
      </Button>
      {problem !== null && (
        <div className={card.whole}>
          <Banner tone="warn">
            {t`Its push service refused the last news (${problem}). Forget it, then turn it on again there.`}
          </Banner>
        </div>
      )}
      {error && <Banner tone="danger">{problemText(error)}</Banner>}
    </li>
  )
}
