import type { DeadlinePolicy, DeadlineTarget } from '@levee/contract'
import { DEADLINE_KINDS } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { Plus, Scale } from 'lucide-react'
import { useState } from 'react'
import { useCalendars } from '../../features/calendars/calendar-queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { RecountBanner } from '../settings/recount-banner.tsx'
import { PolicyHistory } from './policy-history-card.tsx'
import { SaveBar } from '../settings/save-bar.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AcknowledgementCard } from './acknowledgement-card.tsx'
import { ConditionsCard } from './conditions-card.tsx'
import { changesOf, type PolicyDraft, problemsOf, withNextTarget } from './policy-draft.ts'
import styles from './policy-page.module.css'
import { RemovePolicy } from './remove-policy.tsx'
import { SavePolicyDialog } from './save-policy-dialog.tsx'
import { TargetFields } from './target-fields.tsx'

type PolicyEditorProps = {
  /** Null for a new one. */
  policy: DeadlinePolicy | null
  initial: PolicyDraft
}

/** What a policy is for and the deadlines that it sets. */
export function PolicyEditor({ policy, initial }: PolicyEditorProps) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(initial)
  const [isSaving, setSaving] = useState(false)
  const change = (part: Partial<PolicyDraft>) => setDraft({ ...draft, ...part })
  return (
    <SettingsPage
      title={policy?.name ?? t`New policy`}
      aside={policy && <Badge tone="neutral">{t`version ${policy.version}`}</Badge>}
      actions={policy && policy.conditions !== null && <RemovePolicy policy={policy} />}
    >
      <RecountBanner />
      {draft.targets.some(({ kind }) => kind === 'statutory') && (
        <Banner tone="warn" icon={<Scale />}>
          {t`It sets a limit of the law: check with your counsel that it fits your case.`}
        </Banner>
      )}
      <NameCard draft={draft} onChange={change} />
      <ConditionsCard
        conditions={draft.conditions}
        onChange={(conditions) => change({ conditions })}
      />
      <Targets targets={draft.targets} onChange={(targets) => change({ targets })} />
      <AcknowledgementCard
        acknowledgement={draft.acknowledgement}
        onChange={(acknowledgement) => change({ acknowledgement })}
      />
      {policy && <PolicyHistory policy={policy} />}
      <SaveBar
        isChanged={Object.keys(changesOf(policy, draft)).length > 0}
        problem={useProblemText(draft)}
        onSave={() => setSaving(true)}
        onDiscard={() => setDraft(initial)}
      />
      {isSaving && (
        <SavePolicyDialog policy={policy} draft={draft} onClose={() => setSaving(false)} />
      )}
    </SettingsPage>
  )
}

function useProblemText(draft: PolicyDraft): string | undefined {
  const { t } = useLingui()
  const [first] = problemsOf(draft)
  switch (first) {
    case undefined:
      return undefined
    case 'name':
      return t`Enter a name first.`
    case 'conditions':
      return t`Choose first which mail it is for.`
    case 'count':
      return t`Each time limit must be at least 1.`
    case 'address':
      return t`A warning has no address yet.`
  }
}

type NameCardProps = { draft: PolicyDraft; onChange: (part: Partial<PolicyDraft>) => void }

function NameCard({ draft, onChange }: NameCardProps) {
  const { t } = useLingui()
  const calendars = useCalendars()
  return (
    <section className={card.card} aria-labelledby="name">
      <div className={card.head}>
        <h2 id="name" className={card.title}>{t`Name and calendar`}</h2>
      </div>
      <div className={`${card.body} ${card.fields}`}>
        <Field
          label={t`Name`}
          maxLength={120}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select
          label={t`Calendar`}
          value={draft.calendarId ?? ''}
          onChange={({ target: { value } }) =>
            onChange({ calendarId: value === '' ? null : value })
          }
        >
          <option value="">{t`that of the mailbox, the department or the organisation`}</option>
          {calendars.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </div>
    </section>
  )
}

type TargetsProps = {
  targets: readonly DeadlineTarget[]
  onChange: (targets: DeadlineTarget[]) => void
}

function Targets({ targets, onChange }: TargetsProps) {
  const { t } = useLingui()
  return (
    <>
      {targets.map((target, index) => (
        <TargetFields
          // oxlint-disable-next-line react/no-array-index-key -- deadlines of a draft have no other name than their place
          key={index}
          target={target}
          taken={targets.filter((each) => each !== target).map(({ kind }) => kind)}
          onChange={(next) => onChange(targets.map((each, at) => (at === index ? next : each)))}
          onRemove={() => onChange(targets.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        className={styles.add}
        disabled={targets.length >= DEADLINE_KINDS.length}
        onClick={() => onChange(withNextTarget(targets))}
      >
        <Plus /> {t`Add a deadline`}
      </Button>
    </>
  )
}
