import type { ConversationLink, LinkKind } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'

/** What a mail has to do with the linked one, before its name. */
export function useLinkText(): (link: Pick<ConversationLink, 'kind' | 'direction'>) => string {
  const { t } = useLingui()
  const out: Record<LinkKind, string> = {
    relatedTo: t`Related to`,
    duplicateOf: t`Duplicate of`,
    followUpOf: t`Follow-up of`,
  }
  const back: Record<LinkKind, string> = {
    relatedTo: t`Related to`,
    duplicateOf: t`Has the duplicate`,
    followUpOf: t`Has the follow-up`,
  }
  return ({ kind, direction }) => (direction === 'out' ? out : back)[kind]
}

/** How the state of a linked mail is called. */
export function useStatusName(): (status: ConversationLink['conversation']['status']) => string {
  const { t } = useLingui()
  const names = {
    open: t`to do`,
    waiting: t`waiting`,
    answered: t`answered`,
    archived: t`archived`,
    spam: t`spam`,
  }
  return (status) => names[status]
}
