import type { DeadlineMoves } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { MoveList } from './move-list.tsx'
import styles from './moves-dialog.module.css'

type MovesDialogProps = {
  /** Names the change, as part of a key: another change is another question. */
  change: string
  preview: () => Promise<DeadlineMoves>
  /** Names the act. */
  action: string
  danger?: boolean
  busy: boolean
  error: Error | null
  onConfirm: () => void
  onClose: () => void
}

/** Which deadlines a change would move, before it is made. */
export function MovesDialog(props: MovesDialogProps) {
  const { change, preview, action, danger = false, busy, error, onConfirm, onClose } = props
  const { t } = useLingui()
  const moves = useQuery({
    queryKey: ['deadline-moves', change],
    queryFn: preview,
    gcTime: 0, // tomorrow it is another answer
    staleTime: 0,
    retry: false,
  })
  return (
    <Dialog
      title={t`What would move`}
      open
      onOpenChange={onClose}
      footer={
        <>
          <Button
            variant={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={moves.isPending}
            onClick={onConfirm}
          >
            {action}
          </Button>
          <Button variant="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
        </>
      }
    >
      <div>
        {moves.data ? (
          <Moves moves={moves.data} />
        ) : moves.error ? (
          <Banner tone="danger">{problemText(moves.error)}</Banner>
        ) : (
          <p role="status" className={styles.pending}>
            <Spinner /> {t`Counting every open deadline by the change…`}
          </p>
        )}
        {error && <Banner tone="danger">{problemText(error)}</Banner>}
      </div>
    </Dialog>
  )
}

function Moves({ moves }: { moves: DeadlineMoves }) {
  const { t } = useLingui()
  const { examined, later, earlier, started, ended, breachesCreated, breachesCured } = moves
  const count = plural(examined, {
    one: '# open deadline was looked at.',
    other: '# open deadlines were looked at.',
  })
  const moved = later + earlier + started + ended
  return (
    <>
      <p role="status">
        {count} {moved === 0 ? t`None would move.` : null}
      </p>
      {moved > 0 && (
        <dl className={styles.counts}>
          <Count label={t`later`} count={later} />
          <Count label={t`earlier`} count={earlier} />
          <Count label={t`new`} count={started} />
          <Count label={t`gone`} count={ended} />
          <Count label={t`overdue by it`} count={breachesCreated} tone="danger" />
          <Count label={t`no longer overdue`} count={breachesCured} tone="ok" />
        </dl>
      )}
      <MoveList items={moves.items} />
    </>
  )
}

type CountProps = { label: ReactNode; count: number; tone?: 'danger' | 'ok' }

function Count({ label, count, tone }: CountProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd data-tone={count > 0 ? tone : undefined}>{count}</dd>
    </div>
  )
}
