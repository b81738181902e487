import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { mailboxesQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Field } from '../../ui/field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import card from '../settings/card.module.css'
import { timeZones } from '../setup/time-zones.ts'
import type { CalendarDraft } from './calendar-draft.ts'
import styles from './calendar-page.module.css'

type GeneralCardProps = {
  draft: CalendarDraft
  /** Another calendar has to take its place first. */
  wasDefault: boolean
  onChange: (part: Partial<CalendarDraft>) => void
}

/** What a calendar is called, where its clock hangs, and who works by it. */
export function GeneralCard({ draft, wasDefault, onChange }: GeneralCardProps) {
  const { t } = useLingui()
  const teams = useTeams()
  const mailboxes = useQuery(mailboxesQuery).data ?? []
  return (
    <section className={card.card} aria-labelledby="general">
      <div className={card.head}>
        <h2 id="general" className={card.title}>{t`Name and use`}</h2>
      </div>
      <div className={card.body}>
        <div className={card.fields}>
          <Field
            label={t`Name`}
            maxLength={120}
            value={draft.name}
            error={draft.name.trim() === '' ? t`Enter a name.` : undefined}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <Combobox
            label={t`Time zone`}
            searchLabel={t`Find a time zone`}
            empty={t`No time zone has this name.`}
            options={timeZones()}
            value={draft.timeZone}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        </div>
        <div className={styles.default}>
          <Toggle
            checked={draft.isDefault}
            disabled={wasDefault}
            onChange={(isDefault) => onChange({ isDefault })}
          >
            {t`The organisation works by it where nothing else is said`}
          </Toggle>
          {wasDefault && (
            <p
              className={card.muted}
            >{t`To change this, make another calendar the organisation’s.`}</p>
          )}
        </div>
        <div className={card.fields}>
          <ChoiceList
            label={t`Departments that work by it`}
            searchLabel={t`Find a department`}
            empty={t`There is no department.`}
            chosen={draft.teamIds}
            onChange={(teamIds) => onChange({ teamIds })}
            choices={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <ChoiceList
            label={t`Mailboxes that work by it`}
            searchLabel={t`Find a mailbox`}
            empty={t`There is no mailbox.`}
            chosen={draft.mailboxIds}
            onChange={(mailboxIds) => onChange({ mailboxIds })}
            choices={mailboxes.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      </div>
    </section>
  )
}
