import { useLingui } from '@lingui/react/macro'
import type { RuleDraft } from '@levee/domain'
import { ListFilter, Pencil, Rocket, Timer, Zap } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { ActionList } from './action-list.tsx'
import { ConditionGroup } from './condition-group.tsx'
import type { DraftProblems } from './draft-problems.ts'
import { asGroup, withCondition } from './edit-conditions.ts'
import { focusNext } from './focus-next.ts'
import styles from './rule-editor.module.css'
import { RuleSentence } from './rule-sentence-view.tsx'
import { TriggerField } from './trigger-field.tsx'

type RuleEditorProps = {
  draft: RuleDraft
  problems: DraftProblems
  /** What is said above the form: warnings, a refusal. */
  notices?: ReactNode
  state: 'published' | 'changed' | 'new'
  /** Not for whoever may only read. */
  canWrite: boolean
  isBusy: boolean
  onChange: (draft: RuleDraft) => void
  onPublish: () => void
  onDiscard: () => void
}

/** A rule to be written: its sentence, when, if, then; nothing acts before it is published. */
export function RuleEditor(props: RuleEditorProps) {
  const { draft, problems, notices, state, canWrite, isBusy, onChange } = props
  const { t } = useLingui()
  const id = useId()
  const tree = asGroup(draft.conditions)
  const form = useRef<HTMLFormElement>(null)
  const isNew = state === 'new'
  useEffect(() => {
    if (isNew) focusNext(form.current, 'input', 'first') // its name is what comes first
  }, [isNew])
  const publish = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    if (!canWrite || isBusy || state === 'published') return
    props.onPublish()
    focusNext(event.currentTarget, '[aria-invalid="true"]', 'first')
  }
  const nameError = problems.get('name')
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-S from any of its fields
    <form
      ref={form}
      className={styles.editor}
      aria-label={t`Rule`}
      noValidate
      onSubmit={publish}
      onKeyDown={(event) => {
        if (event.key === 's' && (event.ctrlKey || event.metaKey)) publish(event)
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
          event.preventDefault()
      }}
    >
      <div className={styles.scroll}>
        <div className={styles.head}>
          <input
            className={styles.name}
            aria-label={t`Name of the rule`}
            aria-invalid={nameError !== undefined || undefined}
            aria-describedby={nameError && id}
            maxLength={120}
            value={draft.name}
            readOnly={!canWrite}
            onFocus={({ target }) => isNew && target.select()}
            onChange={({ target }) => onChange({ ...draft, name: target.value })}
          />
          {state !== 'published' && (
            <Badge tone="warn">
              <Pencil aria-hidden="true" /> {t`Draft`}
            </Badge>
          )}
        </div>
        {nameError && (
          <p id={id} className={styles.error}>
            {nameError}
          </p>
        )}
        <RuleSentence rule={draft} />
        {notices}
        <Block icon={<Timer />} title={t`When`}>
          <TriggerField
            trigger={draft.trigger}
            disabled={!canWrite}
            onChange={(trigger) => onChange({ ...draft, trigger })}
          />
        </Block>
        <Block icon={<ListFilter />} title={t`If`}>
          <ConditionGroup
            group={tree}
            path="conditions"
            place={[]}
            problems={problems}
            disabled={!canWrite}
            onChange={(place, next) =>
              onChange({ ...draft, conditions: withCondition(tree, place, next) })
            }
          />
        </Block>
        <Block icon={<Zap />} title={t`Then`}>
          <ActionList
            actions={draft.actions}
            problems={problems}
            disabled={!canWrite}
            onChange={(actions) => onChange({ ...draft, actions })}
          />
        </Block>
      </div>
      {canWrite && (
        <footer className={styles.foot}>
          <label className={styles.stop}>
            <Checkbox
              label={t`Stop here if the rule applies`}
              checked={draft.stop}
              onChange={(stop) => onChange({ ...draft, stop })}
            />
            <span aria-hidden="true">{t`Stop here if the rule applies`}</span>
          </label>
          <span className={styles.end}>
            <Button variant="ghost" disabled={state === 'published'} onClick={props.onDiscard}>
              {t`Discard`}
            </Button>
            <Button
              type="submit"
              variant="primary"
              busy={isBusy}
              disabled={state === 'published'}
              aria-keyshortcuts="Control+S"
            >
              <Rocket /> {t`Publish`} <Kbd>Ctrl S</Kbd>
            </Button>
          </span>
        </footer>
      )}
    </form>
  )
}

function Block({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className={styles.block}>
      <h3>
        {icon} {title}
      </h3>
      {children}
    </section>
  )
}
