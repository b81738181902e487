import { useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { isViewSlug, views } from '../../features/conversations/views.ts'
import { useMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import { loadLaterParts } from './later-parts.ts'
import { TriageScreen } from './triage-screen.tsx'

// after the first paint
setTimeout(loadLaterParts, 300)

const viewRoute = getRouteApi('/shell/v/$view/{-$reference}')
const mailboxRoute = getRouteApi('/shell/box/$mailbox/{-$reference}')
const archiveRoute = getRouteApi('/shell/archive/{-$reference}')

export function ViewPage() {
  const { i18n } = useLingui()
  const { view, reference } = viewRoute.useParams()
  const search = viewRoute.useSearch()
  const slug = isViewSlug(view) ? view : 'unassigned'
  return (
    <TriageScreen
      key={slug}
      place={{ kind: 'view', slug }}
      title={i18n._(views[slug].name)}
      emptyTitle={i18n._(views[slug].done)}
      handle={reference}
      search={search}
    />
  )
}

export function MailboxPage() {
  const { t } = useLingui()
  const { mailbox: mailboxId, reference } = mailboxRoute.useParams()
  const search = mailboxRoute.useSearch()
  const mailbox = useMailbox(mailboxId)
  return (
    <TriageScreen
      key={mailboxId}
      place={{ kind: 'mailbox', mailboxId }}
      title={mailbox?.name ?? t`Mailbox`}
      emptyTitle={t`Everything is done`}
      handle={reference}
      search={search}
    />
  )
}

export function ArchivePage() {
  const { i18n } = useLingui()
  const { reference } = archiveRoute.useParams()
  const search = archiveRoute.useSearch()
  return (
    <TriageScreen
      key="archive"
      place={{ kind: 'view', slug: 'archive' }}
      title={i18n._(views.archive.name)}
      emptyTitle={i18n._(views.archive.done)}
      handle={reference}
      search={search}
    />
  )
}
