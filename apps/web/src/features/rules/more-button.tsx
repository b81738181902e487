import { useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/button.tsx'

type MoreButtonProps = {
  list: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => Promise<unknown>
  }
}

/** The next page of a list that is read page by page; nothing after the last. */
export function MoreButton({ list }: MoreButtonProps) {
  const { t } = useLingui()
  if (!list.hasNextPage) return null
  return (
    <Button
      size="small"
      busy={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >{t`Show more`}</Button>
  )
}
