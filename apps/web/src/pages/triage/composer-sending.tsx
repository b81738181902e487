import type { ConversationDetail } from '@levee/contract'
import { calendarOf, hoursOf } from '../../features/calendars/calendar-of.ts'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { AlignmentNotice } from '../../features/outbox/alignment-notice.tsx'
import { ScheduleMenu } from '../../features/outbox/schedule-menu.tsx'
import type { Composer } from '../../features/replies/form/composer-parts.ts'
import { useSession } from '../../features/session/session-queries.ts'

type ComposerSendingProps = { conversation: ConversationDetail; composer: Composer }

/** Sends what is written at another hour, by the calendar of its mail. */
export function ComposerSchedule({ conversation, composer }: ComposerSendingProps) {
  const { timeZone } = useSession()
  const calendar = calendarOf(conversation, useCalendars())
  return (
    <ScheduleMenu
      timeZone={calendar?.timeZone ?? timeZone}
      hours={calendar && hoursOf(calendar)}
      disabled={!composer.canSend}
      onChoose={composer.sendLater}
    />
  )
}

/** Says before it is sent that a mail of this mailbox may not be believed. */
export function ComposerNotice({ composer }: Pick<ComposerSendingProps, 'composer'>) {
  return <AlignmentNotice mailboxId={composer.mailboxId} />
}
