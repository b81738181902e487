import type { Mailbox } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { mailboxesQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CalmWaterPicture } from '../../ui/pictures.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { MailboxTable } from './mailbox-table.tsx'

/** Every mailbox and whether it is in step; those in trouble stand first. */
export function MailboxesPage() {
  const { t } = useLingui()
  const isAdmin = useSession().user.role === 'admin'
  const mailboxes = useQuery(mailboxesQuery)
  const failing = (mailboxes.data ?? []).filter(isFailing).length
  return (
    <SettingsPage
      title={t`Mailboxes`}
      aside={
        failing > 0 && (
          <Badge tone="danger">
            {plural(failing, { one: '# interrupted', other: '# interrupted' })}
          </Badge>
        )
      }
      actions={isAdmin ? <ConnectLink /> : undefined}
    >
      <section className={card.card}>
        <ListState query={mailboxes} empty={<NoMailbox isAdmin={isAdmin} />}>
          {(items) => <MailboxTable mailboxes={items.toSorted(byTrouble)} isAdmin={isAdmin} />}
        </ListState>
      </section>
    </SettingsPage>
  )
}

function ConnectLink() {
  const { t } = useLingui()
  return (
    <Link
      to="/settings/mailboxes/new/$step"
      params={{ step: 'address' }}
      className={buttonClass({ variant: 'primary' })}
    >
      <Plus /> {t`Connect a mailbox`}
    </Link>
  )
}

function NoMailbox({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useLingui()
  return (
    <EmptyState
      picture={<CalmWaterPicture />}
      title={t`No mailbox yet`}
      actions={isAdmin ? <ConnectLink /> : undefined}
    >
      {isAdmin
        ? t`Connect the first address that your organisation receives mail at.`
        : t`You are not a member of any mailbox. Ask an administrator to add you.`}
    </EmptyState>
  )
}

function isFailing(mailbox: Mailbox): boolean {
  return mailbox.state === 'error' && !mailbox.paused
}

function byTrouble(one: Mailbox, other: Mailbox): number {
  return Number(isFailing(other)) - Number(isFailing(one)) || one.name.localeCompare(other.name)
}
