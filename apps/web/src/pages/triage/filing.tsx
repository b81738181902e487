import type { ConversationDetail } from '@levee/contract'
import { useDirectory } from '../../features/conversations/directory.ts'
import { FilingSuggestions } from '../../features/filing/filing-suggestions.tsx'
import type { ReaderCommands } from './reader-toolbar.tsx'

type FilingProps = { conversation: ConversationDetail; onTake: ReaderCommands['takeSuggestion'] }

/** What staff did to similar mail, in the names of the organisation. */
export function Filing({ conversation, onTake }: FilingProps) {
  const { users, teams, tags } = useDirectory()
  const named = { tag: tags, team: teams, assignee: users }
  return (
    <FilingSuggestions
      conversation={conversation}
      nameOf={({ kind, id }) => named[kind].get(id)?.name}
      onTake={onTake}
    />
  )
}
