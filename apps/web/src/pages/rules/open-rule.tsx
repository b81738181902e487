import type { ListedRule } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { RuleDraft } from '@levee/domain'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, Play } from 'lucide-react'
import { useState } from 'react'
import { localProblems } from '../../features/rules/draft-problems.ts'
import { DryRun } from '../../features/rules/dry-run.tsx'
import { andAlso } from '../../features/rules/edit-conditions.ts'
import { HistoryDialog } from '../../features/rules/history-dialog.tsx'
import { ruleErrorText } from '../../features/rules/rule-error-text.ts'
import { RuleEditor } from '../../features/rules/rule-editor.tsx'
import { WorkDialog } from '../../features/rules/work-dialog.tsx'
import { hasStatus } from '../../problem-error.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import styles from './rules-page.module.css'
import { type Drafts, NEW } from './use-drafts.ts'
import { usePublishRule } from './use-publish-rule.ts'

type OpenRuleProps = {
  /** null: none is open. */
  id: string | null
  rule: ListedRule | undefined
  drafts: Drafts
  canWrite: boolean
  onDiscard: (id: string) => void
  isHistoryOpen: boolean
  onHistoryClose: () => void
}

/** The editor of a rule, and beside it what it would do. */
export function OpenRule(props: OpenRuleProps) {
  const { id, rule, drafts } = props
  const { t } = useLingui()
  const draft = (id === null ? undefined : drafts.of(id)) ?? (rule && contentOf(rule))
  if (id === null || !draft)
    return (
      <div className={styles.nothing}>
        <EmptyState title={id === null ? t`No rule is open` : t`This rule is not here`}>
          {id === null
            ? t`Choose one from the list to read or change it.`
            : t`It was deleted, or was not published.`}
        </EmptyState>
      </div>
    )
  return <Editing {...props} id={id} draft={draft} />
}

function Editing(props: OpenRuleProps & { id: string; draft: RuleDraft }) {
  const { id, rule, draft, drafts, canWrite, onHistoryClose } = props
  const { t } = useLingui()
  const publishing = usePublishRule({ id, rule, drafts })
  const [work, setWork] = useState<{ kind: 'apply' | 'rollBack'; id?: string } | null>(null)
  const local = localProblems(draft)
  const isNew = id === NEW
  const isChanged = drafts.of(id) !== undefined
  const keep = (next: RuleDraft) =>
    rule && JSON.stringify(next) === JSON.stringify(contentOf(rule))
      ? drafts.drop(id)
      : drafts.keep(id, next)
  const problems = publishing.problemsOf(draft, local)
  const name = rule?.name ?? draft.name
  return (
    <>
      <div className={styles.editor}>
        <Link to="/rules/{-$id}" params={{ id: undefined }} className={styles.back}>
          <ChevronLeft /> {t`Rules`}
        </Link>
        <RuleEditor
          draft={draft}
          problems={problems}
          state={isNew ? 'new' : isChanged ? 'changed' : 'published'}
          canWrite={canWrite}
          isBusy={publishing.isPending}
          notices={
            publishing.error &&
            !hasStatus(publishing.error, 400) && (
              <Banner tone="danger">{ruleErrorText(publishing.error)}</Banner>
            )
          }
          onChange={keep}
          onPublish={() => publishing.publish(draft, local)}
          onDiscard={() => props.onDiscard(id)}
        />
      </div>
      {canWrite && (
        <DryRun
          rule={{ ...(isNew ? {} : { id }), ...writable(draft) }}
          missing={local}
          onExclude={(exclusion) =>
            keep({ ...draft, conditions: andAlso(draft.conditions, exclusion) })
          }
          apply={
            !isNew &&
            !isChanged && (
              <div className={styles.apply}>
                <Button size="small" onClick={() => setWork({ kind: 'apply' })}>
                  <Play /> {t`Apply to existing mail…`}
                </Button>
              </div>
            )
          }
        />
      )}
      {work && (
        <WorkDialog
          kind={work.kind}
          workId={work.id}
          ruleId={id}
          name={name}
          onClose={() => setWork(null)}
        />
      )}
      {props.isHistoryOpen && rule && (
        <HistoryDialog
          ruleId={id}
          name={name}
          onRestored={() => {
            drafts.drop(id)
            onHistoryClose()
          }}
          onRollBack={() => {
            onHistoryClose()
            setWork({ kind: 'rollBack' })
          }}
          onOpenWork={(application) => {
            onHistoryClose()
            setWork(application)
          }}
          onClose={onHistoryClose}
        />
      )}
    </>
  )
}

function contentOf({ name, enabled, trigger, conditions, actions, stop }: RuleDraft): RuleDraft {
  return { name, enabled, trigger, conditions, actions, stop }
}

/** The draft as an endpoint takes it. */
function writable(draft: RuleDraft) {
  return { ...draft, actions: [...draft.actions] }
}
