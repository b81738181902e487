import type { ListedRule } from '@levee/contract'
import type { RuleDraft } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { focusRulesIfLost } from '../../features/rules/focus-next.ts'
import {
  useOrderRules,
  useRemoveRule,
  useRestoreRule,
  useSwitchRule,
} from '../../features/rules/rule-queries.ts'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'
import { type Drafts, NEW } from './use-drafts.ts'

/** What is done to rules in the list; each can be taken back. */
export function useRuleCommands(drafts: Drafts) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const order = useOrderRules()
  const remove = useRemoveRule()
  const restore = useRestoreRule()
  const switching = useSwitchRule()
  const open = (id: string | undefined) =>
    navigate({ to: '/rules/{-$id}', params: { id }, search: {} })
  const begin = (draft: RuleDraft) => {
    drafts.keep(NEW, draft)
    void open(NEW)
  }
  const undo = (run: () => void) => ({ label: t`Undo`, run })
  return {
    begin,
    discard: (id: string) => {
      drafts.drop(id)
      void (id === NEW ? open(undefined) : Promise.resolve()).then(focusRulesIfLost)
    },
    onOrder: (ids: string[]) => order.mutate(ids, { onError }),
    onSwitch: ({ id, name }: ListedRule, enabled: boolean) =>
      switching.mutate(
        { id, enabled },
        {
          onError,
          onSuccess: () =>
            showToast({
              tone: 'done',
              text: enabled ? t`“${name}” is on.` : t`“${name}” is off.`,
              action: undo(() => switching.mutate({ id, enabled: !enabled }, { onError })),
            }),
        },
      ),
    onDuplicate: ({ name, enabled, trigger, conditions, actions, stop }: ListedRule) =>
      begin({ name: t`${name} (copy)`, enabled, trigger, conditions, actions, stop }),
    onRemove: ({ id, name }: ListedRule) =>
      remove.mutate(id, {
        onError,
        onSuccess: () => {
          drafts.drop(id)
          void open(undefined).then(focusRulesIfLost)
          showToast({
            tone: 'done',
            text: t`“${name}” was deleted.`,
            action: undo(() => restore.mutate(id, { onError })),
          })
        },
      }),
  }
}

function onError(error: Error): void {
  showToast({ tone: 'problem', text: problemText(error) })
}
