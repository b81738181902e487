import type { Conversation, LinkKind } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { foundQuery, latestQuery } from '../../features/conversations/regroup-conversations.ts'
import { LinkPicker } from '../../features/links/link-picker.tsx'

type LinkWithProps = {
  conversations: readonly Conversation[]
  onLink: (kind: LinkKind, to: Conversation) => void
}

const none: Conversation[] = []

/** Chooses the other mail among the latest at once, and then among all that have the words that are typed. */
export function LinkWith({ conversations, onLink }: LinkWithProps) {
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const latest = useQuery(latestQuery).data?.items ?? none
  const found = useQuery({ ...foundQuery(asked), enabled: asked !== '' }).data?.items
  const items = found ?? latest.filter((mail) => hasWords(mail, asked))
  const others = items.filter(({ id }) => !conversations.some((each) => each.id === id))
  return <LinkPicker found={others} onWords={setWords} onLink={onLink} />
}

function hasWords({ reference, subject, from }: Conversation, words: string): boolean {
  const text = [reference, subject, from.name, from.address].join(' ').toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word))
}
