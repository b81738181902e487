import type { Calendar } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarDays, Plus } from 'lucide-react'
import { useState } from 'react'
import { calendarsQuery } from '../../features/calendars/calendar-queries.ts'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { RecountBanner } from '../settings/recount-banner.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AddCalendarDialog } from './add-calendar-dialog.tsx'

export function CalendarsPage() {
  return (
    <AdminsOnly>
      <Calendars />
    </AdminsOnly>
  )
}

function Calendars() {
  const { t } = useLingui()
  const calendars = useQuery(calendarsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <SettingsPage
      title={t`Calendars`}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          <Plus /> {t`Add a calendar`}
        </Button>
      }
    >
      <RecountBanner />
      <section className={card.card}>
        <ListState
          query={calendars}
          empty={
            <EmptyState title={t`No calendar yet`}>
              {t`A calendar says when you work: the hours of the week, public holidays, closures. Without one it is Monday to Friday, 9:00 to 17:00.`}
            </EmptyState>
          }
        >
          {(items) => (
            <ul>
              {items.map((calendar) => (
                <CalendarRow key={calendar.id} calendar={calendar} />
              ))}
            </ul>
          )}
        </ListState>
      </section>
      {adding && <AddCalendarDialog onClose={() => setAdding(false)} />}
    </SettingsPage>
  )
}

function CalendarRow({ calendar }: { calendar: Calendar }) {
  const { t } = useLingui()
  const { id, name, version, isDefault, timeZone, holidays } = calendar
  return (
    <li className={card.row}>
      <div className={card.name}>
        <CalendarDays aria-hidden="true" />
        <b>{name}</b>
        {isDefault && <Badge tone="info">{t`The organisation’s`}</Badge>}
      </div>
      <span className={card.muted}>
        {timeZone}
        {holidays && ` · ${holidays.country}`} · {t`version ${version}`}
      </span>
      <Link
        to="/settings/calendars/$id"
        params={{ id }}
        className={buttonClass({ size: 'small' })}
        aria-label={t`Edit ${name}`}
      >
        {t`Edit`}
      </Link>
    </li>
  )
}
