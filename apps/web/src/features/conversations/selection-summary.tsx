import type { Conversation } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Building2, Clock, Paperclip, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { Kbd } from '../../ui/kbd.tsx'
import { Tag } from '../../ui/tag.tsx'
import { DeadlineChip } from './deadline-chip.tsx'
import { useDirectory } from './directory.ts'
import styles from './selection-summary.module.css'

type SelectionSummaryProps = { selected: Conversation[]; picker: ReactNode }

/** What a selection consists of, where else the open mail stands. */
export function SelectionSummary({ selected, picker }: SelectionSummaryProps) {
  const { t } = useLingui()
  return (
    <div className={styles.summary}>
      <Stack selected={selected} />
      <Figures selected={selected} />
      {picker !== null && <div className={styles.picker}>{picker}</div>}
      <p className={styles.hint}>
        {t`Every action applies to all of them.`} <Kbd>Z</Kbd> {t`takes it back.`}
      </p>
    </div>
  )
}

/** The first one on top of up to three more. */
function Stack({ selected }: { selected: Conversation[] }) {
  const { tags } = useDirectory()
  const [first] = selected
  if (!first) return null
  return (
    <div className={styles.stack}>
      {selected.slice(1, 4).map(({ id }) => (
        <div key={id} className={styles.card} />
      ))}
      <div className={styles.card}>
        <div className={styles.line}>
          <b>{first.from.name || first.from.address}</b>
          <DeadlineChip due={first} />
        </div>
        <p className={styles.subject}>{first.subject}</p>
        <div className={styles.tags}>
          {first.reference && <span className={styles.reference}>{first.reference}</span>}
          {first.tagIds.slice(0, 3).map((id) => {
            const tag = tags.get(id)
            return (
              tag && (
                <Tag key={id} hue={tag.color}>
                  {tag.name}
                </Tag>
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}

function Figures({ selected }: { selected: Conversation[] }) {
  const { t } = useLingui()
  const { users, teams } = useDirectory()
  const overdue = selected.filter(({ dueState }) => dueState === 'overdue').length
  const today = selected.filter(({ dueState }) => dueState === 'dueToday').length
  const without = selected.filter(({ dueAt }) => dueAt === null).length
  const later = selected.length - overdue - today - without
  const attachments = selected.filter(({ hasAttachments }) => hasAttachments).length
  return (
    <dl className={styles.figures}>
      <Figure icon={<Building2 />} name={t`Departments`}>
        {tally(selected, ({ teamId }) => (teamId && teams.get(teamId)?.name) || t`no department`)}
      </Figure>
      <Figure icon={<Clock />} name={t`Deadlines`}>
        {overdue > 0 && <b className={styles.overdue}>{t`${overdue} overdue`}</b>}
        {[
          today > 0 && t`${today} today`,
          later > 0 && t`${later} later`,
          without > 0 && t`${without} without`,
        ]
          .filter(Boolean)
          .map((part, index) => `${index > 0 || overdue > 0 ? ' · ' : ''}${part}`)}
      </Figure>
      <Figure icon={<UserRound />} name={t`Assigned to`}>
        {tally(
          selected,
          ({ assigneeId }) => (assigneeId && users.get(assigneeId)?.name) || t`not assigned`,
        )}
      </Figure>
      <Figure icon={<Paperclip />} name={t`Attachments`}>
        {plural(attachments, { 0: 'in none of them', one: 'in # of them', other: 'in # of them' })}
      </Figure>
    </dl>
  )
}

function Figure({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      {icon}
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** `2 Urban planning · 1 Finance`, the most frequent first. */
function tally(selected: Conversation[], nameOf: (one: Conversation) => string): string {
  const counts = new Map<string, number>()
  for (const one of selected) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `${count}\u00a0${name}`)
    .join(' · ')
}
