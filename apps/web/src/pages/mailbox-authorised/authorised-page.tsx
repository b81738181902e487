import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { authorisationQuery } from '../../features/mailboxes/oauth-queries.ts'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { CalmWaterPicture, NothingFoundPicture } from '../../ui/pictures.tsx'
import { Spinner } from '../../ui/spinner.tsx'

/** Where the provider's page leads back to: whether the mailbox is authorised, and that one may go on. */
export function AuthorisedPage() {
  const { t } = useLingui()
  const { authorisation: id } = useSearch({ from: '/oauth/done' })
  return (
    <AdminsOnly>
      <PageHeading title={t`Authorisation`} className="visually-hidden" />
      <Outcome id={id} />
    </AdminsOnly>
  )
}

function Outcome({ id }: { id: string | undefined }) {
  const { t } = useLingui()
  const { data, error } = useQuery(authorisationQuery(id))
  const toMailboxes = (
    <Link to="/settings/mailboxes" className={buttonClass()}>
      {t`Go to the mailboxes`}
    </Link>
  )
  if (id === undefined || error) {
    return (
      <EmptyState
        picture={<NothingFoundPicture />}
        title={t`Nobody waits for this answer`}
        actions={toMailboxes}
      >
        {t`It was used already, came too late, or was begun in another browser. Begin again in the settings of the mailbox.`}
      </EmptyState>
    )
  }
  if (data === undefined) return <Spinner />
  if (data.state === 'authorised') {
    return (
      <EmptyState
        picture={<CalmWaterPicture />}
        title={t`The mailbox is authorised`}
        actions={toMailboxes}
      >
        {t`You can close this tab: Levee goes on in the one that you came from.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      picture={<NothingFoundPicture />}
      title={t`The mailbox is not authorised`}
      actions={toMailboxes}
    >
      {data.problem}
    </EmptyState>
  )
}
