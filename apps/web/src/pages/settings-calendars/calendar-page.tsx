import type { Calendar } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  calendarsQuery,
  previewOfCalendar,
  useChangeCalendar,
  useRemoveCalendar,
} from '../../features/calendars/calendar-queries.ts'
import { useWatchRecount } from '../../features/deadlines/policy-queries.ts'
import { calendarHistoryQuery } from '../../features/deadline-history/history-queries.ts'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ConfirmDialog } from '../settings/confirm-dialog.tsx'
import { HistoryCard } from '../settings/history-card.tsx'
import { ListState } from '../settings/list-state.tsx'
import { MovesDialog } from '../settings/moves-dialog.tsx'
import { RecountBanner } from '../settings/recount-banner.tsx'
import { SaveBar } from '../settings/save-bar.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { type CalendarDraft, changesOf, draftOf, problemsOf } from './calendar-draft.ts'
import { calendarDifferences } from './calendar-history.ts'
import { ExceptionsCard } from './exceptions-card.tsx'
import { FeedsCard } from './feeds-card.tsx'
import { GeneralCard } from './general-card.tsx'
import { HolidaysCard } from './holidays-card.tsx'
import { WeekCard } from './week-card.tsx'

export function CalendarPage() {
  return (
    <AdminsOnly>
      <OneCalendar />
    </AdminsOnly>
  )
}

function OneCalendar() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/settings/calendars/$id' })
  const calendars = useQuery(calendarsQuery)
  const none = <EmptyState title={t`There is no such calendar`} />
  return (
    <ListState query={calendars} empty={none}>
      {(items) => {
        const calendar = items.find((each) => each.id === id)
        return calendar ? <CalendarEditor key={id} calendar={calendar} /> : none
      }}
    </ListState>
  )
}

function CalendarEditor({ calendar }: { calendar: Calendar }) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(() => draftOf(calendar))
  const [isSaving, setSaving] = useState(false)
  const change = (part: Partial<CalendarDraft>) => setDraft({ ...draft, ...part })
  const isChanged = Object.keys(changesOf(calendar, draft)).length > 0
  const problem =
    problemsOf(draft).length > 0 ? t`Something above has to be mended first.` : undefined
  return (
    <SettingsPage
      title={calendar.name}
      aside={<Badge tone="neutral">{t`version ${calendar.version}`}</Badge>}
      actions={<RemoveButton calendar={calendar} />}
    >
      <RecountBanner />
      <GeneralCard draft={draft} wasDefault={calendar.isDefault} onChange={change} />
      <WeekCard week={draft.week} onChange={(week) => change({ week })} />
      <HolidaysCard holidays={draft.holidays} onChange={(holidays) => change({ holidays })} />
      <ExceptionsCard
        exceptions={draft.exceptions}
        onChange={(exceptions) => change({ exceptions })}
      />
      <FeedsCard calendar={calendar} />
      <HistoryCard
        query={useQuery(calendarHistoryQuery(calendar.id, calendar.version))}
        differences={calendarDifferences}
      />
      <SaveBar
        isChanged={isChanged}
        problem={problem}
        onSave={() => setSaving(true)}
        onDiscard={() => setDraft(draftOf(calendar))}
      />
      {isSaving && (
        <SaveDialog calendar={calendar} draft={draft} onClose={() => setSaving(false)} />
      )}
    </SettingsPage>
  )
}

type SaveDialogProps = { calendar: Calendar; draft: CalendarDraft; onClose: () => void }

function SaveDialog({ calendar, draft, onClose }: SaveDialogProps) {
  const { t } = useLingui()
  const save = useChangeCalendar()
  const watchRecount = useWatchRecount()
  const patch = changesOf(calendar, draft)
  return (
    <MovesDialog
      change={JSON.stringify([calendar.id, calendar.version, patch])}
      preview={() => previewOfCalendar(calendar.id, patch)}
      action={t`Save the calendar`}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onConfirm={() =>
        save.mutate(
          { id: calendar.id, patch },
          {
            onSuccess: () => {
              watchRecount()
              onClose()
            },
          },
        )
      }
    />
  )
}

function RemoveButton({ calendar }: { calendar: Calendar }) {
  const { t } = useLingui()
  const [asking, setAsking] = useState(false)
  const remove = useRemoveCalendar()
  const navigate = useNavigate()
  if (calendar.isDefault) return null
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        <Trash2 /> {t`Remove…`}
      </Button>
      <ConfirmDialog
        title={t`Remove the calendar “${calendar.name}”`}
        action={t`Remove the calendar`}
        open={asking}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(calendar.id, {
            onSuccess: () => void navigate({ to: '/settings/calendars' }),
          })
        }
        onClose={() => setAsking(false)}
      >
        {t`Only a calendar that nobody works by can be removed. This cannot be undone.`}
      </ConfirmDialog>
    </>
  )
}
