import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Bell, CalendarClock, CloudOff, Send, Settings2, Split, SquarePen } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useCounts } from '../../features/conversations/conversation-queries.ts'
import { type ViewSlug, views } from '../../features/conversations/views.ts'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { useUnreadNotifications } from '../../features/notifications/notification-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { shortCount } from '../../formatting/numbers.ts'
import { loadPart } from '../../load-part.ts'
import { HueMark } from '../../ui/hue.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Logo } from '../../ui/logo.tsx'
import styles from './navigation.module.css'
import { openNewMail } from './new-mail-state.ts'
import { UserMenu } from './user-menu.tsx'
import { ViewIcon } from './view-icon.tsx'

const patience = 600 // ms: the mail itself comes first
const OutboxCount = lazy(async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, patience)
  })
  return { default: (await loadPart(() => import('./outbox-count.tsx'))).OutboxCount }
})

const toDo: ViewSlug[] = [
  'unassigned',
  'mine',
  'team',
  'due-soon',
  'overdue',
  'waiting',
  'answered',
  'followed',
  'all',
]
const setAside: ViewSlug[] = ['newsletters', 'spam', 'quarantine', 'archive']

export function Navigation() {
  const { t } = useLingui()
  const { organisation, user } = useSession()
  return (
    <nav className={styles.nav} aria-label={t`Main navigation`}>
      <div className={styles.top}>
        <Link to="/" className={styles.organisation} title={organisation}>
          <Logo />
          <b>{organisation}</b>
        </Link>
        <IconButton
          label={t`Write a new mail`}
          shortcut="C"
          className={styles.compose}
          onClick={() => openNewMail()}
        >
          <SquarePen />
        </IconButton>
      </div>
      <div className={styles.scroll}>
        <Group title={t`To do`}>
          {toDo.map((slug) => (
            <ViewLink key={slug} slug={slug} />
          ))}
        </Group>
        <MailboxLinks />
        <Group title={t`Set aside`}>
          {setAside.map((slug) => (
            <ViewLink key={slug} slug={slug} />
          ))}
        </Group>
        <Group title={t`Oversight`}>
          <NotificationsLink />
          <Link
            to="/outbox/{-$group}"
            params={{ group: undefined }}
            className={styles.link}
            title={t`Outbox`}
          >
            <Send />
            <span className={styles.name}>{t`Outbox`}</span>
            <Suspense fallback={null}>
              <OutboxCount />
            </Suspense>
          </Link>
          {user.role !== 'staff' && (
            <Link to="/deadlines" className={styles.link} title={t`Deadlines`}>
              <CalendarClock />
              <span className={styles.name}>{t`Deadlines`}</span>
            </Link>
          )}
          <Link to="/rules/{-$id}" className={styles.link} title={t`Rules`}>
            <Split />
            <span className={styles.name}>{t`Rules`}</span>
          </Link>
        </Group>
        {user.role === 'admin' && (
          <Group title={t`Administration`}>
            <Link to="/settings/mailboxes" className={styles.link} title={t`Mailboxes and people`}>
              <Settings2 />
              <span className={styles.name}>{t`Mailboxes and people`}</span>
            </Link>
          </Group>
        )}
      </div>
      <UserMenu />
    </nav>
  )
}

function NotificationsLink() {
  const { t } = useLingui()
  const unread = useUnreadNotifications()
  return (
    <Link to="/notifications" className={styles.link} title={t`Notifications`}>
      <Bell />
      <span className={styles.name}>{t`Notifications`}</span>
      {unread > 0 && <span className={styles.count}>{shortCount(unread)}</span>}
    </Link>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  )
}

function ViewLink({ slug }: { slug: ViewSlug }) {
  const { i18n } = useLingui()
  const count = useCounts()?.views[views[slug].key]
  const tone = count ? toneOf(slug) : undefined
  const name = i18n._(views[slug].name)
  if (slug === 'followed' && !count) return null // nobody has to follow anything
  const content = (
    <>
      <ViewIcon slug={slug} />
      <span className={styles.name}>{name}</span>
      {slug !== 'archive' && count !== undefined && count > 0 && (
        <span className={styles.count}>{shortCount(count)}</span>
      )}
    </>
  )
  const className = `${styles.link} ${tone ? styles[tone] : ''}`
  if (slug === 'archive') {
    return (
      <Link
        to="/archive/{-$reference}"
        params={{ reference: undefined }}
        className={className}
        title={name}
      >
        {content}
      </Link>
    )
  }
  return (
    <Link
      to="/v/$view/{-$reference}"
      params={{ view: slug, reference: undefined }}
      className={className}
      title={name}
    >
      {content}
    </Link>
  )
}

function MailboxLinks() {
  const { t } = useLingui()
  const mailboxes = useMailboxes()
  const counts = useCounts()?.mailboxes
  if (mailboxes.length === 0) return null
  return (
    <Group title={t`Mailboxes`}>
      {mailboxes.map((mailbox) => (
        <Link
          key={mailbox.id}
          to="/box/$mailbox/{-$reference}"
          params={{ mailbox: mailbox.id, reference: undefined }}
          className={styles.link}
          title={mailbox.address}
        >
          <span className={styles.square}>
            <HueMark hue={mailbox.color} shape="square" />
          </span>
          <span className={styles.name}>
            {mailbox.name}
            {mailbox.state === 'error' && (
              <CloudOff className={styles.syncLost} aria-label={t`Synchronisation interrupted`} />
            )}
          </span>
          {(counts?.[mailbox.id] ?? 0) > 0 && (
            <span className={styles.count}>{shortCount(counts?.[mailbox.id] ?? 0)}</span>
          )}
        </Link>
      ))}
    </Group>
  )
}

function toneOf(slug: ViewSlug): 'danger' | 'warn' | undefined {
  if (slug === 'overdue') return 'danger'
  return slug === 'due-soon' ? 'warn' : undefined
}
