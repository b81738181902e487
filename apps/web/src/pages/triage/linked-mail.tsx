import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { LinkList } from '../../features/links/link-list.tsx'
import { useRemoveLink } from '../../features/links/link-queries.ts'
import type { Undoable } from '../../features/notes/writing/own-note.tsx'

type LinkedMailProps = { conversation: ConversationDetail; onUndoable: Undoable }

/** The mail that the open one is linked with. */
export function LinkedMail({ conversation: { id, links }, onUndoable }: LinkedMailProps) {
  const { t } = useLingui()
  const remove = useRemoveLink()
  return (
    <LinkList
      links={links}
      onRemove={(link) =>
        void onUndoable(t`Link removed.`, () => remove.mutateAsync({ id, linkId: link.id }))
      }
    />
  )
}
