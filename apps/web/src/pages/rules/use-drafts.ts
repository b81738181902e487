import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { RuleDraft } from '@levee/domain'
import { useState } from 'react'
import { conversationQuery } from '../../features/conversations/conversation-queries.ts'
import { ruleFromMail } from '../../features/rules/rule-templates.ts'

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
  const { conversation = '' } = useSearch({ strict: false })
  const isFromMail = openId === NEW && conversation !== ''
  const { data: mail } = useQuery({ ...conversationQuery(conversation), enabled: isFromMail })
  const fromMail =
    isFromMail && mail ? ruleFromMail({ ...mail, from: mail.from.address }) : undefined
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
