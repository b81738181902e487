import type { PolicyConditions } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { mailboxesQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { useTags } from '../../features/tags/tag-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import card from '../settings/card.module.css'
import { useTargetTexts } from './target-texts.ts'
import { WordChoice } from './word-choice.tsx'

type ConditionsCardProps = {
  /** Null is the fall-back. */
  conditions: PolicyConditions | null
  onChange: (conditions: PolicyConditions) => void
}

/** Which mail a policy is for. */
export function ConditionsCard({ conditions, onChange }: ConditionsCardProps) {
  const { t } = useLingui()
  return (
    <section className={card.card} aria-labelledby="conditions">
      <div className={card.head}>
        <h2 id="conditions" className={card.title}>{t`For which mail`}</h2>
      </div>
      <div className={card.body}>
        {conditions === null ? (
          <p className={card.text}>
            {t`All mail that no other policy is for: this is the fall-back, and it is tried last.`}
          </p>
        ) : (
          <>
            <p className={card.text}>
              {t`Mail must be in each of the lists in which something is chosen.`}
            </p>
            <ConditionLists conditions={conditions} onChange={onChange} />
          </>
        )}
      </div>
    </section>
  )
}

type ConditionListsProps = Omit<ConditionsCardProps, 'conditions'> & {
  conditions: PolicyConditions
}

function ConditionLists({ conditions, onChange }: ConditionListsProps) {
  const { t } = useLingui()
  const { priorities, channels } = useTargetTexts()
  const teams = useTeams()
  const tags = useTags()
  const mailboxes = useQuery(mailboxesQuery).data ?? []
  const change = (part: Partial<PolicyConditions>) => onChange({ ...conditions, ...part })
  return (
    <div className={card.fields}>
      <ChoiceList
        label={t`Mailboxes`}
        searchLabel={t`Find a mailbox`}
        empty={t`There is no mailbox.`}
        chosen={conditions.mailboxIds}
        onChange={(mailboxIds) => change({ mailboxIds })}
        choices={mailboxes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ChoiceList
        label={t`Departments`}
        searchLabel={t`Find a department`}
        empty={t`There is no department.`}
        chosen={conditions.teamIds}
        onChange={(teamIds) => change({ teamIds })}
        choices={teams.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ChoiceList
        label={t`Tags`}
        searchLabel={t`Find a tag`}
        empty={t`There is no tag.`}
        chosen={conditions.tagIds}
        onChange={(tagIds) => change({ tagIds })}
        choices={tags.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <WordChoice
        label={t`Priority`}
        chosen={conditions.priorities}
        words={priorities}
        onChange={(chosen) => change({ priorities: chosen })}
      />
      <WordChoice
        label={t`Way in`}
        chosen={conditions.channels}
        words={channels}
        onChange={(chosen) => change({ channels: chosen })}
      />
    </div>
  )
}
