import { useLingui } from '@lingui/react/macro'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { usePendingPrefix } from '../../keyboard/shortcuts.ts'
import { loadReading, loadWriting } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { BottomTabs } from './bottom-tabs.tsx'
import { Navigation } from './navigation.tsx'
import { useNewMailOpen } from './new-mail-state.ts'
import { OfflineBanner } from './offline-banner.tsx'
import { useShortcutSheetOpen } from './shortcut-sheet-state.ts'
import styles from './shell.module.css'
import { useFeedCache } from './use-feed-cache.ts'
import { useGlobalShortcuts } from './use-global-shortcuts.ts'

// what only opens on demand is loaded on demand
const NavigationDrawer = lazy(async () => ({
  default: (await loadPart(() => import('./navigation-drawer.tsx'))).NavigationDrawer,
}))
const ShortcutSheet = lazy(async () => ({
  default: (await loadReading(() => import('./shortcut-sheet.tsx'))).ShortcutSheet,
}))
const NewMail = lazy(async () => ({
  default: (await loadWriting(() => import('./new-mail.tsx'))).NewMail,
}))

/** What surrounds every page of a signed-in user. */
export function Shell() {
  const { t } = useLingui()
  const { user } = useSession()
  const [drawerOpen, setDrawerOpen] = useState(false)
  const sheetOpen = useShortcutSheetOpen()
  const newMail = useNewMailOpen()
  useFeedCache(user.id)
  useGlobalShortcuts()
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#main">
        {t`Skip to the content`}
      </a>
      <div className={styles.nav}>
        <Navigation />
      </div>
      <main className={styles.sheet} id="main" tabIndex={-1}>
        <OfflineBanner />
        <Outlet />
      </main>
      <BottomTabs onMore={() => setDrawerOpen(true)} />
      <PrefixHint />
      <Suspense fallback={null}>
        {drawerOpen && <NavigationDrawer open onOpenChange={setDrawerOpen} />}
        {sheetOpen && <ShortcutSheet />}
        {newMail !== undefined && <NewMail draftId={newMail} />}
      </Suspense>
    </div>
  )
}

/** Shows that `g` was heard and waits for its second key. */
function PrefixHint() {
  const { t } = useLingui()
  const prefix = usePendingPrefix()
  if (prefix === null) return null
  return (
    <div className={styles.prefix}>
      <Kbd>{prefix.toUpperCase()}</Kbd> {t`then a letter, ? shows which`}
    </div>
  )
}
