import type { PolicyDeadline } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { CircleHelp } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useNow } from '../../formatting/use-now.ts'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { Button } from '../../ui/button.tsx'
import { LevelIcon } from '../../ui/level-icon.tsx'
import { clockLevel, clockText } from './clock-level.ts'
import styles from './clock-list.module.css'
import { kindText } from './kind-text.ts'

/** What explains dates comes with its texts, which few people ask for. */
const ExplainDialog = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./explanation/explain-dialog.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.ExplainDialog }
})

type ClockListProps = { conversationId: string; deadlines: readonly PolicyDeadline[] }

/** Every deadline of the open mail, each with how its date came about. */
export function ClockList({ conversationId, deadlines }: ClockListProps) {
  const { t } = useLingui()
  const [explained, setExplained] = useState<string | null>(null)
  const shown = deadlines.find(({ id }) => id === explained)
  return (
    <>
      <ul className={styles.list} aria-label={t`Deadlines`}>
        {deadlines.map((deadline) => (
          <ClockLine
            key={deadline.id}
            deadline={deadline}
            onExplain={() => setExplained(deadline.id)}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        {shown && (
          <ExplainDialog
            conversationId={conversationId}
            deadline={shown}
            onClose={() => setExplained(null)}
          />
        )}
      </Suspense>
    </>
  )
}

function ClockLine({ deadline, onExplain }: { deadline: PolicyDeadline; onExplain: () => void }) {
  const { t } = useLingui()
  const now = useNow()
  const { level, share } = clockLevel(deadline, now)
  const kind = kindText(deadline.kind)
  return (
    <li className={styles.line} data-level={level}>
      <LevelIcon level={level} share={share} />
      <b>{kind}</b>
      <span className={styles.text}>
        {clockText(deadline, now)}
        {deadline.isByHand && ` · ${t`set by hand`}`}
      </span>
      <Button
        variant="ghost"
        size="small"
        className={styles.explain}
        aria-label={t`Explain this date: ${kind}`}
        onClick={onExplain}
      >
        <CircleHelp /> <span className={styles.word}>{t`Explain this date`}</span>
      </Button>
    </li>
  )
}
