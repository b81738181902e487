import type { RuleAction } from '@levee/domain'
import {
  Bell,
  BookText,
  Building2,
  Clock,
  Flag,
  Forward,
  ListChecks,
  Lock,
  Newspaper,
  ShieldAlert,
  Tag,
  UserPlus,
  Webhook,
} from 'lucide-react'

const icons = {
  assignTeam: Building2,
  assignUser: UserPlus,
  addTag: Tag,
  removeTag: Tag,
  setPriority: Flag,
  setStatus: ListChecks,
  markNewsletter: Newspaper,
  markSpam: ShieldAlert,
  setDeadlinePolicy: Clock,
  sendTemplate: BookText,
  addNote: Lock,
  notify: Bell,
  forward: Forward,
  webhook: Webhook,
}

export function ActionIcon({ type }: Pick<RuleAction, 'type'>) {
  const Icon = icons[type]
  return <Icon aria-hidden="true" />
}
