import { useLingui } from '@lingui/react/macro'
import { Keyboard, LogOut, SlidersHorizontal } from 'lucide-react'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { useChangeProfile, useSession, useSignOut } from '../../features/session/session-queries.ts'
import { timeAgo } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { showLocale } from '../../i18n.ts'
import { useConnection } from '../../live-updates.ts'
import { type Theme, useTheme } from '../../theme.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { openShortcutSheet } from './shortcut-sheet-state.ts'
import styles from './user-menu.module.css'

/** The foot of the navigation: who is signed in, whether all is in step, and the personal settings. */
export function UserMenu() {
  const { t } = useLingui()
  const { user } = useSession()
  const [theme, setTheme] = useTheme()
  const changeProfile = useChangeProfile()
  const signOut = useSignOut()
  const themes: { value: Theme; label: string }[] = [
    { value: 'system', label: t`As the system` },
    { value: 'light', label: t`Light` },
    { value: 'dark', label: t`Dark` },
  ]
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
      >
        <MenuChoice label={t`Appearance`} value={theme} options={themes} onChange={setTheme} />
        <MenuChoice
          label={t`Language`}
          value={user.locale}
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(locale) => {
            void showLocale(locale)
            changeProfile.mutate({ locale })
          }}
        />
        <MenuSeparator />
        <MenuItem icon={<Keyboard />} shortcut="?" onSelect={openShortcutSheet}>
          {t`Keyboard shortcuts`}
        </MenuItem>
        <MenuItem icon={<LogOut />} onSelect={() => signOut.mutate()}>
          {t`Sign out`}
        </MenuItem>
      </Menu>
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
  if (last.length === 0) return <span>{t`Not synchronised yet`}</span>
  const ago = timeAgo(new Date(Math.max(...last)), now)
  return <span>{t`Synchronised ${ago}`}</span>
}
