import { useMemo } from 'react'
import { useAbsences } from '../../features/absences/absence-queries.ts'
import { awayOn } from '../../features/absences/away-on.ts'
import type { Directory } from '../../features/conversations/directory.ts'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { useTags } from '../../features/tags/tag-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { localDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'

/** The names that conversations refer to, from the features that own them. */
export function useDirectoryValue(): Directory {
  const me = useSession().user
  const users = useUsers()
  const teams = useTeams()
  const tags = useTags()
  const mailboxes = useMailboxes()
  const absences = useAbsences()
  const today = localDay(useNow())
  return useMemo(
    () => ({
      me,
      users: byId(users),
      teams: byId(teams),
      tags: byId(tags),
      mailboxes: byId(mailboxes),
      away: awayOn(absences, today),
    }),
    [me, users, teams, tags, mailboxes, absences, today],
  )
}

function byId<T extends { id: string }>(list: T[]): Map<string, T> {
  return new Map(list.map((item) => [item.id, item]))
}
