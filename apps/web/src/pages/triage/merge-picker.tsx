import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import { latestQuery } from '../../features/conversations/regroup-conversations.ts'
import { problemText } from '../../problem-text.ts'
import { Picker } from '../../ui/picker.tsx'
import { Spinner } from '../../ui/spinner.tsx'

type MergePickerProps = {
  conversations: Conversation[]
  onMerge: (others: Conversation[]) => void
}

/** Chooses the mail that this one is merged with: by number, sender or subject. */
export function MergePicker({ conversations, onMerge }: MergePickerProps) {
  const { t } = useLingui()
  const { data, error } = useQuery(latestQuery)
  if (error) return <p role="alert">{problemText(error)}</p>
  if (!data) return <Spinner />
  const [first] = conversations
  const isAlike = ({ from }: Conversation) => from.address === first?.from.address
  const others = data.items
    .filter(({ id }) => !conversations.some((each) => each.id === id))
    .toSorted((a, b) => Number(isAlike(b)) - Number(isAlike(a)))
  return (
    <Picker
      label={t`Merge with another mail`}
      placeholder={t`Number, sender or subject…`}
      options={others.map(({ id, reference, subject, from }) => ({
        id,
        label: subject || t`No subject`,
        hint: [reference, from.name || from.address].filter(Boolean).join(' · '),
        icon: <Inbox />,
      }))}
      onPick={({ id }) => onMerge(others.filter((other) => other.id === id))}
    />
  )
}
