import type { ConversationDetail, FilingSuggestion } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { RuleDraft } from '@levee/domain'
import { useState } from 'react'
import { conversationQuery } from '../../features/conversations/conversation-queries.ts'
import { filingQuery } from '../../features/filing/filing-queries.ts'
import { ruleFromMail, ruleFromSuggestion } from '../../features/rules/rule-templates.ts'

/** What the rule that is not there yet has in the place of an id. */
export const NEW = 'new'

export type Drafts = {
  /** What is being written of a rule; undefined: nothing. */
  of: (id: string) => RuleDraft | undefined
  changedIds: ReadonlySet<string>
  keep: (id: string, draft: RuleDraft) => void
  drop: (id: string) => void
}

/** The rules that are being written and are not published. One from a mail is filled in from that mail. */
export function useDrafts(openId: string | null): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, RuleDraft>>(new Map())
  const { conversation = '', suggestion = '' } = useSearch({ strict: false })
  const isFromMail = openId === NEW && conversation !== ''
  const { data: mail } = useQuery({ ...conversationQuery(conversation), enabled: isFromMail })
  const { data: suggested, isPending } = useQuery({
    ...filingQuery(mail ?? { id: '', revision: 0 }),
    enabled: isFromMail && mail !== undefined && suggestion !== '',
  })
  const fromMail =
    isFromMail && mail && (suggestion === '' || !isPending)
      ? draftFrom(mail, suggestion, suggested)
      : undefined
  return {
    of: (id) => drafts.get(id) ?? (id === NEW ? fromMail : undefined),
    changedIds: new Set(drafts.keys()),
    keep: (id, draft) => setDrafts((known) => new Map(known).set(id, draft)),
    drop: (id) =>
      setDrafts((known) => {
        const others = new Map(known)
        others.delete(id)
        return others
      }),
  }
}

/** A rule from what staff did to a mail, or from what was suggested for it. */
function draftFrom(
  mail: ConversationDetail,
  suggestion: string,
  suggested: readonly FilingSuggestion[] = [],
): RuleDraft {
  const [kind, id] = suggestion.split(':')
  if ((kind !== 'team' && kind !== 'assignee' && kind !== 'tag') || !id)
    return ruleFromMail({ ...mail, from: mail.from.address })
  const found = suggested.find((each) => each.kind === kind && each.id === id)
  return ruleFromSuggestion({ kind, id, reasons: found?.reasons ?? [] }, mail)
}
