import type { Invitation } from '@levee/contract'
import { displayName } from '@levee/domain'
import { plural, t } from '@lingui/core/macro'
import { CalendarCheck, CalendarX } from 'lucide-react'
import { fullDate, wholeDay } from '../../formatting/dates.ts'
import styles from './part-card.module.css'

/** An appointment that came with a message: what, when, where and who. */
export function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { method, summary, location, organizer, attendees, attendeeCount } = invitation
  const more = attendeeCount - attendees.length
  const others = more > 0 ? [plural(more, { one: '# other', other: '# others' })] : []
  const people = [...attendees.map(displayName), ...others].join(', ')
  return (
    <section className={styles.card} aria-label={t`Appointment`}>
      <div className={styles.head}>
        {method === 'cancel' ? <CalendarX /> : <CalendarCheck />}
        {kindOf(method)}
      </div>
      <div className={styles.title}>{summary || t`(no title)`}</div>
      <dl className={styles.facts}>
        <Fact name={t`When`} value={whenOf(invitation)} />
        <Fact name={t`Where`} value={location} />
        <Fact name={t`Organiser`} value={organizer ? displayName(organizer) : ''} />
        <Fact name={t`Invited`} value={people} />
      </dl>
      {invitation.description && <pre className={styles.text}>{invitation.description}</pre>}
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  if (!value) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function kindOf(method: Invitation['method']): string {
  switch (method) {
    case 'cancel':
      return t`Appointment cancelled`
    case 'reply':
      return t`Answer to an invitation`
    case 'request':
      return t`Invitation`
    case 'other':
      return t`Appointment`
  }
}

function whenOf(invitation: Invitation): string {
  const { start, end, isAllDay, isRepeated, timeZone } = invitation
  if (!start) return ''
  const shown = isAllDay ? wholeDay : fullDate
  const from = shown(new Date(start))
  const last = end && new Date(Date.parse(end) - (isAllDay ? 86_400_000 : 0))
  const until = last && last > new Date(start) ? shown(last) : ''
  const span = until ? t`${from} to ${until}` : from
  const zone = timeZone && !isAllDay ? ` (${timeZone})` : ''
  return `${span}${zone}${isRepeated ? ` · ${t`repeated`}` : ''}`
}
