import { useLingui } from '@lingui/react/macro'
import { Archive, Clock, Lock, Reply, Tag, UserPlus } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { ComposerMode } from './composer-dock.tsx'
import styles from './reader-dock.module.css'
import type { ReaderCommands } from './reader-toolbar.tsx'

type ReaderDockProps = {
  commands: ReaderCommands
  canSend: boolean
  onMode: (mode: ComposerMode) => void
}

/** The commands of a phone, below the mail where the thumb is. */
export function ReaderDock({ commands, canSend, onMode }: ReaderDockProps) {
  const { t } = useLingui()
  return (
    <div className={styles.dock} role="toolbar" aria-label={t`Actions on this mail`}>
      <IconButton
        label={t`Assign`}
        onClick={(event) => commands.pick('assign', event.currentTarget)}
      >
        <UserPlus />
      </IconButton>
      <IconButton label={t`Tag`} onClick={(event) => commands.pick('tag', event.currentTarget)}>
        <Tag />
      </IconButton>
      <IconButton
        label={t`Deadline`}
        onClick={(event) => commands.pick('due', event.currentTarget)}
      >
        <Clock />
      </IconButton>
      <IconButton label={t`Archive`} onClick={commands.archive}>
        <Archive />
      </IconButton>
      <IconButton label={t`Internal note`} onClick={() => onMode('note')}>
        <Lock />
      </IconButton>
      <Button
        variant="primary"
        size="large"
        className={styles.reply}
        disabled={!canSend}
        onClick={() => onMode('reply')}
      >
        <Reply /> {t`Reply`}
      </Button>
    </div>
  )
}
