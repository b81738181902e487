import type { Conversation } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { calendarOf, hoursOf } from '../../features/calendars/calendar-of.ts'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { DuePicker } from '../../features/conversations/due-picker.tsx'
import { usePolicies } from '../../features/deadlines/policy-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { TagPicker } from '../../features/tags/tag-picker.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Popover } from '../../ui/popover.tsx'
import { AssignPicker } from './assign-picker.tsx'
import { MergePicker } from './merge-picker.tsx'
import type { ConversationActions } from './use-conversation-actions.ts'

const LinkWith = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./link-with.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.LinkWith }
})

export type PickerKind = 'assign' | 'tag' | 'due' | 'merge' | 'link'
export type OpenPicker = { kind: PickerKind; conversations: Conversation[]; anchor: Element | null }

type PickerContentProps = {
  kind: PickerKind
  conversations: Conversation[]
  actions: ConversationActions
  onDone: () => void
}

/** The picker for one or many conversations: who, which tag, until when. */
export function PickerContent({ kind, conversations, actions, onDone }: PickerContentProps) {
  switch (kind) {
    case 'assign':
      return (
        <AssignPicker
          conversations={conversations}
          onAssign={(to) => {
            actions.assign(conversations, to)
            onDone()
          }}
        />
      )
    case 'tag':
      return (
        <TagPicker
          chosen={commonTags(conversations)}
          onChange={(change) => {
            actions.tag(conversations, change)
            onDone()
          }}
        />
      )
    case 'merge':
      return (
        <MergePicker
          conversations={conversations}
          onMerge={(others) => {
            void actions.merge([...conversations, ...others].map(({ id }) => id))
            onDone()
          }}
        />
      )
    case 'link':
      return (
        <Suspense fallback={<Spinner />}>
          <LinkWith
            conversations={conversations}
            onLink={(linkKind, to) => {
              for (const { id } of conversations) void actions.link(id, linkKind, to.id)
              onDone()
            }}
          />
        </Suspense>
      )
    case 'due':
      return (
        <WorkDuePicker
          conversations={conversations}
          onPick={(dueAt, reason) => {
            actions.setDue(conversations, dueAt, reason)
            onDone()
          }}
        />
      )
  }
}

type WorkDuePickerProps = {
  conversations: Conversation[]
  onPick: (dueAt: string | null, reason?: string) => void
}

/** The picker of dates, by the calendar of the mail. */
function WorkDuePicker({ conversations, onPick }: WorkDuePickerProps) {
  const { timeZone } = useSession()
  const calendars = useCalendars()
  const hasPolicies = usePolicies().some(({ targets }) => targets.length > 0)
  const isByHand = conversations.some(({ isDueByHand }) => isDueByHand)
  const [first] = conversations
  const calendar = first && calendarOf(first, calendars)
  return (
    <DuePicker
      timeZone={calendar?.timeZone ?? timeZone}
      hours={calendar && hoursOf(calendar)}
      isMoved={conversations.some(({ dueAt }) => dueAt !== null)}
      takingBack={isByHand ? (hasPolicies ? 'policy' : 'none') : 'nothing'}
      onPick={onPick}
    />
  )
}

type PickerPopoverProps = {
  picker: OpenPicker | null
  actions: ConversationActions
  onClose: () => void
}

export function PickerPopover({ picker, actions, onClose }: PickerPopoverProps) {
  const { t } = useLingui()
  const labels: Record<PickerKind, string> = {
    assign: t`Assign`,
    tag: t`Tag`,
    due: t`Deadline`,
    merge: t`Merge with another mail`,
    link: t`Link with another mail`,
  }
  return (
    <Popover
      label={picker ? labels[picker.kind] : ''}
      open={picker !== null}
      onOpenChange={(open) => !open && onClose()}
      anchor={picker?.anchor ?? null}
    >
      {picker && (
        <PickerContent
          kind={picker.kind}
          conversations={picker.conversations}
          actions={actions}
          onDone={onClose}
        />
      )}
    </Popover>
  )
}

function commonTags(conversations: Conversation[]): string[] {
  const [first, ...others] = conversations
  return (first?.tagIds ?? []).filter((id) => others.every(({ tagIds }) => tagIds.includes(id)))
}
