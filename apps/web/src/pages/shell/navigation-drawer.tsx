import { Dialog } from '@base-ui/react/dialog'
import { useLingui } from '@lingui/react/macro'
import styles from './navigation-drawer.module.css'
import { Navigation } from './navigation.tsx'

type NavigationDrawerProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** The navigation where there is no room for it beside the page. */
export function NavigationDrawer({ open, onOpenChange }: NavigationDrawerProps) {
  const { t } = useLingui()
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.drawer} aria-label={t`Main navigation`}>
          <div
            role="presentation"
            className={styles.content}
            onClick={(event) => {
              if (event.target instanceof Element && event.target.closest('a')) onOpenChange(false)
            }}
          >
            <Navigation />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
