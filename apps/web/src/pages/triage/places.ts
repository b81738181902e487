import type { useNavigate } from '@tanstack/react-router'
import type { Place } from '../../features/conversations/views.ts'
import type { ListSearch } from '../../route-parts.ts'

type To = { place: Place; reference: string | undefined; search: ListSearch; replace: boolean }

/** Goes to a list with or without an open mail; each kind of place has its own route. */
export function goTo(navigate: ReturnType<typeof useNavigate>, to: To): void {
  const { place, reference, search, replace } = to
  if (place.kind === 'mailbox') {
    const params = { mailbox: place.mailboxId, reference }
    void navigate({ to: '/box/$mailbox/{-$reference}', params, search, replace })
  } else if (place.slug === 'archive') {
    void navigate({ to: '/archive/{-$reference}', params: { reference }, search, replace })
  } else {
    const params = { view: place.slug, reference }
    void navigate({ to: '/v/$view/{-$reference}', params, search, replace })
  }
}
