import type { Locale } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Keyboard, LogOut, Settings2, SlidersHorizontal } from 'lucide-react'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { useChangeProfile, useSession, useSignOut } from '../../features/session/session-queries.ts'
import { timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { showLocale } from '../../i18n.ts'
import { useConnection } from '../../live-updates.ts'
import { type Theme, useTheme } from '../../theme.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { choiceEntry, Menu } from '../../ui/menu.tsx'
import { openShortcutSheet } from './shortcut-sheet-state.ts'
import styles from './user-menu.module.css'

const languages: { value: Locale; label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
]

/** The foot of the navigation: who is signed in, whether all is in step, and the personal settings. */
export function UserMenu() {
  const { t } = useLingui()
  const { user } = useSession()
  const [theme, setTheme] = useTheme()
  const changeProfile = useChangeProfile()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const themes: { value: Theme; label: string }[] = [
    { value: 'system', label: t`As the system` },
    { value: 'light', label: t`Light` },
    { value: 'dark', label: t`Dark` },
  ]
  const speak = (locale: Locale) => {
    void showLocale(locale)
    changeProfile.mutate({ locale })
  }
  return (
    <div className={styles.foot}>
      <Avatar name={user.name} />
      <div className={styles.who}>
        <b>{user.name}</b>
        <SyncState />
      </div>
      <Menu
        trigger={
          <IconButton label={t`Preferences`}>
            <SlidersHorizontal />
          </IconButton>
        }
        entries={[
          choiceEntry({ label: t`Appearance`, value: theme, options: themes, onChange: setTheme }),
          choiceEntry({
            label: t`Language`,
            value: user.locale,
            options: languages,
            onChange: speak,
          }),
          { type: 'separator' },
          {
            type: 'action',
            label: t`Settings`,
            icon: <Settings2 />,
            onSelect: () => void navigate({ to: '/settings/profile' }),
          },
          {
            type: 'action',
            label: t`Keyboard shortcuts`,
            icon: <Keyboard />,
            shortcut: '?',
            onSelect: openShortcutSheet,
          },
          {
            type: 'action',
            label: t`Sign out`,
            icon: <LogOut />,
            onSelect: () => signOut.mutate(),
          },
        ]}
      />
    </div>
  )
}

function SyncState() {
  const { t } = useLingui()
  const connection = useConnection()
  const mailboxes = useMailboxes().filter((mailbox) => !mailbox.paused)
  const now = useNow()
  if (connection === 'lost') return <span className={styles.lost}>{t`Connection lost`}</span>
  const failing = mailboxes.filter((mailbox) => mailbox.state === 'error').length
  if (failing > 0) return <span className={styles.lost}>{t`Synchronisation interrupted`}</span>
  const last = mailboxes.flatMap(({ lastSyncAt }) => (lastSyncAt ? [Date.parse(lastSyncAt)] : []))
  if (last.length === 0)
    return <span>{connection === 'live' ? t`Up to date` : t`Connecting…`}</span>
  const ago = timeAgo(new Date(Math.max(...last)), now)
  return <span>{t`Synchronised ${ago}`}</span>
}
