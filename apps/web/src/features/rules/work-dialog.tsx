import type { RuleApplication } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { RotateCw, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LeftList } from './left-list.tsx'
import { RuleSelect } from './rule-select.tsx'
import { actionLabel } from './rule-words.ts'
import { RULE_ACTIONS } from '@levee/domain'
import { TrialChanges } from './trial-changes.tsx'
import styles from './work-dialog.module.css'
import { WorkProgress } from './work-progress.tsx'
import {
  applicationQuery,
  isGoingOn,
  type NewWork,
  useMoveWork,
  usePreviewWork,
} from './work-queries.ts'
import { reached, workText } from './work-text.ts'

type WorkDialogProps = {
  kind: NewWork['kind']
  ruleId: string
  name: string
  /** One that was asked for before; left out: it is counted first. */
  workId?: string | undefined
  onClose: () => void
}

/** A rule applied to mail that is there, or its effects taken back: counted, looked at, done, and undone. */
export function WorkDialog({ kind, ruleId, name, workId, onClose }: WorkDialogProps) {
  const { t } = useLingui()
  const [last, setLast] = useState('500')
  const preview = usePreviewWork()
  const move = useMoveWork()
  const id = preview.data?.id ?? workId ?? null
  const { data: work, error } = useQuery(applicationQuery(id))
  const problem = preview.error ?? move.error ?? error
  const isGoing = id !== null && isGoingOn(work?.state)
  const begin = () =>
    preview.mutate(
      kind === 'rollBack'
        ? { kind, ruleId }
        : { kind, ruleId, ...(last && { last: Number(last) }) },
    )
  const title =
    kind === 'apply' ? t`Apply “${name}” to existing mail` : t`Take back what “${name}” did`
  return (
    <Dialog
      title={title}
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          {id === null && (
            <Button variant="primary" busy={preview.isPending} onClick={begin}>
              {t`Count what would change`}
            </Button>
          )}
          {id !== null && work?.state === 'previewed' && (
            <Button
              variant="primary"
              busy={move.isPending}
              disabled={work.changed === 0}
              onClick={() => move.mutate({ id, move: 'start' })}
            >
              {plural(work.changed, { one: 'Change # mail', other: 'Change # mails' })}
            </Button>
          )}
          {id !== null && work?.state === 'failed' && (
            <Button
              variant="primary"
              busy={move.isPending}
              onClick={() => move.mutate({ id, move: 'retry' })}
            >
              <RotateCw /> {t`Try again`}
            </Button>
          )}
          {id !== null && work && canUndo(work) && (
            <Button busy={move.isPending} onClick={() => move.mutate({ id, move: 'undo' })}>
              <Undo2 /> {t`Undo all of it`}
            </Button>
          )}
          <Button variant="ghost" onClick={onClose}>
            {t`Close`}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {id === null && (
          <>
            <p>
              {kind === 'apply'
                ? t`Published rules act on new mail only. Here the rule is applied to mail that is there, after a count; it can be undone as a whole.`
                : t`Mail that somebody has gone on with since stays as it is, and is listed.`}
            </p>
            {kind === 'apply' && (
              <RuleSelect
                label={t`To which mail`}
                value={last}
                options={[
                  { value: '500', label: t`the last 500 mails` },
                  { value: '5000', label: t`the last 5,000 mails` },
                  { value: '', label: t`all mail` },
                ]}
                onChange={setLast}
              />
            )}
          </>
        )}
        {problem && <Banner tone="danger">{problemText(problem)}</Banner>}
        {isGoing && (
          <WorkProgress
            label={title}
            work={work && reached(work)}
            onCancel={
              work?.state === 'undoing' ? undefined : () => move.mutate({ id, move: 'cancel' })
            }
          />
        )}
        {work && isGoing && work.problem !== null && (
          <Banner tone="warn">{workText(work, 0)}</Banner>
        )}
        {work && !isGoing && <WorkOutcome work={work} />}
      </div>
    </Dialog>
  )
}

function canUndo({ state, phase, changed, remaining }: RuleApplication): boolean {
  if (state === 'done') return changed > 0
  return (state === 'cancelled' || state === 'failed') && phase === 'write' && remaining < changed
}

function WorkOutcome({ work }: { work: RuleApplication }) {
  const { t } = useLingui()
  const leftOut = work.leftOut.map((type) => {
    const known = RULE_ACTIONS.find((each) => each === type)
    return known ? actionLabel(known) : type
  })
  return (
    <>
      {work.state === 'failed' ? (
        <Banner tone="danger">{workText(work, work.left.length)}</Banner>
      ) : (
        <output>{workText(work, work.left.length)}</output>
      )}
      {leftOut.length > 0 && (
        <p className={styles.muted}>{t`Not done to old mail: ${leftOut.join(', ')}.`}</p>
      )}
      {work.left.length > 0 && <LeftList left={work.left} />}
      {work.changes.length > 0 && (
        <div className={styles.bleed}>
          <TrialChanges changes={work.changes} counts={work} />
        </div>
      )}
    </>
  )
}
