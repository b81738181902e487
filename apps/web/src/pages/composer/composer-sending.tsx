import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { calendarOf, hoursOf } from '../../features/calendars/calendar-of.ts'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { AlignmentNotice } from '../../features/outbox/alignment-notice.tsx'
import { ScheduleMenu } from '../../features/outbox/schedule-menu.tsx'
import type { Composer } from '../../features/replies/form/composer-parts.ts'
import { writingQuery } from '../../features/replies/writing-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { useTemplates } from '../../features/templates/template-queries.ts'
import { Banner } from '../../ui/banner.tsx'
import type { AnsweredMail } from './composer-parts.tsx'

type ComposerSendingProps = { answered: AnsweredMail; composer: Composer }

/** Sends what is written at another hour, by the calendar of its mail. */
export function ComposerSchedule({ answered, composer }: ComposerSendingProps) {
  const { timeZone } = useSession()
  const place = answered ?? { mailboxId: composer.mailboxId, teamId: null }
  const calendar = calendarOf(place, useCalendars())
  return (
    <ScheduleMenu
      timeZone={timeZone}
      hours={calendar && hoursOf(calendar)}
      mayBeAnswered={answered !== null}
      disabled={!composer.canSend}
      onChoose={composer.sendLater}
    />
  )
}

/** What one should know before sending: that somebody else reads it first, that it may not be believed. */
export function ComposerNotice({ composer }: { composer: Composer }) {
  return (
    <>
      <ApprovalNotice composer={composer} />
      <AlignmentNotice mailboxId={composer.mailboxId} />
    </>
  )
}

function ApprovalNotice({ composer }: { composer: Composer }) {
  const { t } = useLingui()
  const { mailboxes = [] } = useQuery(writingQuery).data ?? {}
  const template = useTemplates().find(({ id }) => id === composer.draft.templateId)
  const isApproved = mailboxes.some(({ id, isApproved: is }) => id === composer.mailboxId && is)
  if (!isApproved && !template?.needsApproval) return null
  return (
    <Banner tone="info" icon={<Eye />}>
      <b>{t`A second person reads it before it leaves.`}</b>{' '}
      {isApproved
        ? t`The mailbox asks for that.`
        : t`The template “${template?.name ?? ''}” asks for that.`}
    </Banner>
  )
}
