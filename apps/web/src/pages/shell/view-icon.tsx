import {
  Archive,
  Building2,
  Eye,
  Inbox,
  Mails,
  Newspaper,
  ShieldAlert,
  ShieldX,
  UserRound,
} from 'lucide-react'
import type { ViewSlug } from '../../features/conversations/views.ts'
import { LevelIcon } from '../../ui/level-icon.tsx'

/** The picture of a view; views about time show the water level. */
export function ViewIcon({ slug }: { slug: ViewSlug }) {
  switch (slug) {
    case 'unassigned':
      return <Inbox />
    case 'mine':
      return <UserRound />
    case 'team':
      return <Building2 />
    case 'due-soon':
      return <LevelIcon level="soon" share={0.6} />
    case 'overdue':
      return <LevelIcon level="over" />
    case 'waiting':
      return <LevelIcon level="pause" />
    case 'answered':
      return <LevelIcon level="done" />
    case 'followed':
      return <Eye />
    case 'all':
    case 'everything':
      return <Mails />
    case 'newsletters':
      return <Newspaper />
    case 'spam':
      return <ShieldAlert />
    case 'quarantine':
      return <ShieldX />
    case 'archive':
      return <Archive />
  }
}
