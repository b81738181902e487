import type { DeadlinePolicy } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type DragEvent, useState } from 'react'
import {
  previewOfPolicy,
  useChangePolicy,
  useWatchRecount,
} from '../../features/deadlines/policy-queries.ts'
import { MovesDialog } from '../settings/moves-dialog.tsx'
import { PolicyRow } from './policy-row.tsx'
import styles from './policy-list.module.css'

type Move = { policy: DeadlinePolicy; position: number }

/** The policies in the order in which they are tried; dragging one, or its menu or keys, moves it. The fall-back stays last. */
export function PolicyList({ policies }: { policies: DeadlinePolicy[] }) {
  const [move, setMove] = useState<Move | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const ordered = policies.filter(({ conditions }) => conditions !== null)
  const ask = (policy: DeadlinePolicy, position: number) => {
    const last = ordered.length - 1
    const to = Math.min(last, Math.max(0, position))
    if (ordered[to] && ordered[to].id !== policy.id) setMove({ policy, position: to })
  }
  const drop = (event: DragEvent, position: number) => {
    event.preventDefault()
    const policy = ordered.find(({ id }) => id === dragged)
    if (policy) ask(policy, position)
    setDragged(null)
    setOver(null)
  }
  return (
    <>
      <ol className={styles.list}>
        {policies.map((policy, index) => (
          <PolicyRow
            key={policy.id}
            policy={policy}
            place={index + 1}
            count={ordered.length}
            isOver={over === index && dragged !== null && dragged !== policy.id}
            onMove={(position) => ask(policy, position)}
            onDrag={setDragged}
            onOver={(event) => {
              if (dragged === null || policy.conditions === null) return
              event.preventDefault()
              setOver(index)
            }}
            onDrop={(event) => drop(event, index)}
          />
        ))}
      </ol>
      {move && <MoveDialog move={move} onClose={() => setMove(null)} />}
    </>
  )
}

function MoveDialog({ move, onClose }: { move: Move; onClose: () => void }) {
  const { t } = useLingui()
  const change = useChangePolicy()
  const watchRecount = useWatchRecount()
  const { policy, position } = move
  return (
    <MovesDialog
      change={`move ${policy.id} ${policy.version} ${position}`}
      preview={() => previewOfPolicy(policy.id, { position })}
      action={t`Move “${policy.name}” to place ${position + 1}`}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={() =>
        change.mutate(
          { id: policy.id, patch: { position } },
          {
            onSuccess: () => {
              watchRecount()
              onClose()
            },
          },
        )
      }
    />
  )
}
