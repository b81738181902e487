import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { handleOf } from '../../features/conversations/conversation-queries.ts'
import { useDirectory } from '../../features/conversations/directory.ts'
import { FilingSuggestions } from '../../features/filing/filing-suggestions.tsx'
import type { ReaderCommands } from './reader-toolbar.tsx'

type FilingProps = { conversation: ConversationDetail; onTake: ReaderCommands['takeSuggestion'] }

/** What staff did to similar mail, in the names of the organisation. */
export function Filing({ conversation, onTake }: FilingProps) {
  const { t } = useLingui()
  const { me, users, teams, tags } = useDirectory()
  const named = { tag: tags, team: teams, assignee: users }
  return (
    <FilingSuggestions
      conversation={conversation}
      nameOf={({ kind, id }) => named[kind].get(id)?.name}
      onTake={onTake}
      renderMore={
        me.role === 'admin'
          ? ({ kind, id }) => (
              <Link
                to="/rules/{-$id}"
                params={{ id: 'new' }}
                search={{ conversation: handleOf(conversation), suggestion: `${kind}:${id}` }}
              >
                {t`Make a rule of this`}
              </Link>
            )
          : undefined
      }
    />
  )
}
