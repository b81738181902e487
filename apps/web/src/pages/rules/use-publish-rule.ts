import type { ListedRule } from '@levee/contract'
import type { RuleDraft } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { announce } from '../../announcer.tsx'
import { type DraftProblems, serverProblems } from '../../features/rules/draft-problems.ts'
import { focusRulesIfLost } from '../../features/rules/focus-next.ts'
import { useAddRule, useChangeRule } from '../../features/rules/rule-queries.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { Drafts } from './use-drafts.ts'

type Open = { id: string; rule: ListedRule | undefined; drafts: Drafts }

/** Publishes what was written: from then on it acts on mail that arrives. What is wrong is said at its field. */
export function usePublishRule({ id, rule, drafts }: Open) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const add = useAddRule()
  const change = useChangeRule()
  const [refused, setRefused] = useState<string | null>(null)
  const error = add.error ?? change.error
  const done = (savedId: string, name: string) => {
    showToast({ tone: 'done', text: t`“${name}” is published. It acts on new mail.` })
    void navigate({ to: '/rules/{-$id}', params: { id: savedId }, search: {} }).then(
      focusRulesIfLost,
    )
    drafts.drop(id)
  }
  return {
    error,
    isPending: add.isPending || change.isPending,
    /** What is wrong with a draft, as far as it was asked to be published. */
    problemsOf: (draft: RuleDraft, local: DraftProblems): DraftProblems => {
      if (refused === null) return new Map()
      const isSame = refused === JSON.stringify(draft)
      return local.size === 0 && isSame ? serverProblems(error) : local
    },
    publish: (draft: RuleDraft, local: DraftProblems) => {
      setRefused(JSON.stringify(draft))
      if (local.size > 0) {
        announce(t`The rule is not complete: see what is marked.`, 'assertive')
        return
      }
      const body = { ...draft, actions: [...draft.actions] }
      if (rule)
        change.mutate(
          { id: rule.id, change: { ...body, version: rule.version } },
          { onSuccess: (saved) => done(saved.id, saved.name) },
        )
      else add.mutate(body, { onSuccess: (saved) => done(saved.id, saved.name) })
    },
  }
}
