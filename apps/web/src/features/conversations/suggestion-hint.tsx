import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Merge } from 'lucide-react'
import { shortDate } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { handleOf } from './conversation-queries.ts'
import { explanationQuery } from './regroup-conversations.ts'

type SuggestionHintProps = { conversation: ConversationDetail; onMerge: (id: string) => void }

/** Says that other mail may belong to this one: same sender, same subject. Only a person decides. */
export function SuggestionHint({ conversation, onMerge }: SuggestionHintProps) {
  const { t } = useLingui()
  const now = useNow()
  const { data } = useQuery(explanationQuery(conversation))
  const [suggestion] = data?.suggestions ?? []
  if (!suggestion) return null
  const name = suggestion.reference ?? t`another mail`
  const when = shortDate(new Date(suggestion.receivedAt), now)
  return (
    <Banner
      tone="info"
      icon={<Merge />}
      action={
        <Button variant="ghost" size="small" onClick={() => onMerge(suggestion.id)}>
          {t`Merge`}
        </Button>
      }
    >
      {t`Same sender, same subject:`}{' '}
      <Link to="/c/$reference" params={{ reference: handleOf(suggestion) }}>
        {t`${name} of ${when}`}
      </Link>
    </Banner>
  )
}
