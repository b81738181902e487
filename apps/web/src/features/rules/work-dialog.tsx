import type { RuleApplication } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { wholeNumber } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LeftList } from './left-list.tsx'
import {
  applicationQuery,
  isGoingOn,
  type NewWork,
  useMoveWork,
  usePreviewWork,
} from './rule-queries.ts'
import { RuleSelect } from './rule-select.tsx'
import { actionLabel } from './rule-words.ts'
import { RULE_ACTIONS } from '@levee/domain'
import { TrialChanges } from './trial-changes.tsx'
import styles from './work-dialog.module.css'
import { failureText } from './work-failure.ts'
import { WorkProgress } from './work-progress.tsx'

type WorkDialogProps = {
  kind: NewWork['kind']
  ruleId: string
  name: string
  onClose: () => void
}

/** A rule applied to mail that is there, or its effects taken back: counted, looked at, done, and undone. */
export function WorkDialog({ kind, ruleId, name, onClose }: WorkDialogProps) {
  const { t } = useLingui()
  const [last, setLast] = useState('500')
  const preview = usePreviewWork()
  const move = useMoveWork()
  const id = preview.data?.id ?? null
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
        {work && !isGoing && <WorkOutcome work={work} />}
      </div>
    </Dialog>
  )
}

/** How far it has come: in looking at mail, or in changing what was found. */
function reached(work: RuleApplication): { examined: number; total: number | null } {
  if (work.phase === 'look') return work
  return { examined: work.changed - work.remaining, total: work.changed }
}

function canUndo({ state, phase, changed, remaining }: RuleApplication): boolean {
  if (state === 'done') return changed > 0
  return state === 'cancelled' && phase === 'write' && remaining < changed
}

function stoppedText({ remaining }: RuleApplication, changed: number): string {
  const left = plural(remaining, { one: '# is as it was.', other: '# are as they were.' })
  return plural(changed, {
    one: `Stopped: # mail was changed, ${left}`,
    other: `Stopped: # mails were changed, ${left}`,
  })
}

function WorkOutcome({ work }: { work: RuleApplication }) {
  const { t } = useLingui()
  const examined = wholeNumber(work.examined)
  const changed = work.changed - work.remaining
  const texts: Readonly<Record<string, string>> = {
    previewed: plural(work.changed, {
      one: `# mail of ${examined} would change. Nothing is changed yet.`,
      other: `# mails of ${examined} would change. Nothing is changed yet.`,
    }),
    done: plural(work.changed, { one: '# mail changed.', other: '# mails changed.' }),
    undone: t`All of it was undone.`,
    cancelled:
      work.phase === 'look' ? t`Stopped before anything was changed.` : stoppedText(work, changed),
    failed: failureText(work.problem),
  }
  const leftOut = work.leftOut.map((type) => {
    const known = RULE_ACTIONS.find((each) => each === type)
    return known ? actionLabel(known) : type
  })
  return (
    <>
      <output>{texts[work.state]}</output>
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
