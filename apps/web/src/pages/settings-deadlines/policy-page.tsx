import type { DeadlinePolicy } from '@levee/contract'
import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { policiesQuery } from '../../features/deadlines/policy-queries.ts'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { problemText } from '../../problem-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { draftOf, newDraft, presetOf } from './policy-draft.ts'
import { PolicyEditor } from './policy-editor.tsx'

const place = '/shell/settings/deadlines/$id'

/** One policy, or a new one: `new` in the URL, with the usual policy that it begins as. */
export function PolicyPage() {
  return (
    <AdminsOnly>
      <OnePolicy />
    </AdminsOnly>
  )
}

function OnePolicy() {
  const { t } = useLingui()
  const { id } = useParams({ from: place })
  const { data, error, refetch } = useQuery(policiesQuery)
  if (error && !data)
    return <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
  if (!data) return <Spinner />
  if (id === 'new') return <NewPolicy policies={data} />
  const policy = data.find((each) => each.id === id)
  if (!policy) return <EmptyState title={t`There is no such policy`} />
  return <PolicyEditor key={`${id} ${policy.version}`} policy={policy} initial={draftOf(policy)} />
}

function NewPolicy({ policies }: { policies: readonly DeadlinePolicy[] }) {
  const { preset } = useSearch({ from: place })
  const hasFallBack = policies.some(({ conditions }) => conditions === null)
  const locale = i18n.locale === 'fr' ? 'fr' : 'en'
  return <PolicyEditor policy={null} initial={newDraft(presetOf(preset), locale, hasFallBack)} />
}
