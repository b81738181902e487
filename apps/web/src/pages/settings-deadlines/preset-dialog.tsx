import { POLICY_PRESETS } from '@levee/domain'
import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './policy-list.module.css'

/** What a new policy begins as. Nothing is saved yet. */
export function PresetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`A new policy begins as`} open onOpenChange={onClose}>
      <ul className={styles.presets}>
        <li>
          <Link to="/settings/deadlines/$id" params={{ id: 'new' }} className={styles.preset}>
            <b>{t`An empty policy`}</b>
          </Link>
        </li>
        {POLICY_PRESETS.map(({ key, name, source, needsCounsel }) => (
          <li key={key}>
            <Link
              to="/settings/deadlines/$id"
              params={{ id: 'new' }}
              search={{ preset: key }}
              className={styles.preset}
            >
              <b>{i18n.locale === 'fr' ? name.fr : name.en}</b>
              {needsCounsel && (
                <Badge tone="warn">
                  <Scale /> {t`check with your counsel`}
                </Badge>
              )}
              {source !== null && <span className={styles.source}>{source}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
