import type { ConversationDetail, Message } from '@levee/contract'
import { calendarOf, hoursOf } from '../../features/calendars/calendar-of.ts'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { SendState } from '../../features/outbox/send-state.tsx'
import { useSession } from '../../features/session/session-queries.ts'

type ReplyStateProps = {
  conversation: ConversationDetail
  message: Message
  onChanged: () => void
}

/** How far a reply has come, by the hours that count for its mail. */
export function ReplyState({ conversation, message, onChanged }: ReplyStateProps) {
  const { user, timeZone } = useSession()
  const calendar = calendarOf(conversation, useCalendars())
  return (
    <SendState
      message={message}
      revision={conversation.revision}
      viewer={user}
      timeZone={timeZone}
      hours={calendar && hoursOf(calendar)}
      onChanged={onChanged}
    />
  )
}
