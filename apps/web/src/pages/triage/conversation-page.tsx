import { getRouteApi } from '@tanstack/react-router'
import { ConversationScreen } from './conversation-screen.tsx'

const conversationRoute = getRouteApi('/shell/c/$reference')

/** One mail by its canonical link. */
export function ConversationPage() {
  const { reference } = conversationRoute.useParams()
  return <ConversationScreen handle={reference} />
}
