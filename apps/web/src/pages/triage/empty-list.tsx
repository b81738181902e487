import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { parseFilter, writeFilter } from '../../features/conversations/filter-tokens.ts'
import { mailboxesQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CalmWaterPicture, NothingFoundPicture } from '../../ui/pictures.tsx'

const NothingConnected = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./nothing-connected.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.NothingConnected }
})

type EmptyListProps = { title: string; filter: string; onFilter: (filter: string) => void }

/** The work is done, or the filter is too narrow: two very different silences. */
export function EmptyList({ title, filter, onFilter }: EmptyListProps) {
  const { t } = useLingui()
  const { data: mailboxes } = useQuery(mailboxesQuery)
  if (mailboxes?.length === 0)
    return (
      <Suspense fallback={null}>
        <NothingConnected />
      </Suspense>
    )
  if (filter === '') {
    return (
      <EmptyState picture={<CalmWaterPicture />} title={title}>
        {t`The next mail appears here by itself.`}
      </EmptyState>
    )
  }
  const { tokens, words } = parseFilter(filter)
  const canShorten = tokens.length + (words === '' ? 0 : 1) > 1
  const shortened = words === '' ? { tokens: tokens.slice(0, -1), words } : { tokens, words: '' }
  return (
    <EmptyState
      picture={<NothingFoundPicture />}
      title={t`No mail matches`}
      actions={
        <>
          {canShorten && (
            <Button
              onClick={() => onFilter(writeFilter(shortened))}
            >{t`Remove the last filter`}</Button>
          )}
          <Button variant={canShorten ? 'ghost' : 'default'} onClick={() => onFilter('')}>
            {t`Clear the filter`}
          </Button>
        </>
      }
    >
      {t`Nothing here fits “${filter}”.`}
    </EmptyState>
  )
}
