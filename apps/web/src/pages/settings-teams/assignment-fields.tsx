import type { Team } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { OptionCards } from '../../ui/option-cards.tsx'
import { Toggle } from '../../ui/toggle.tsx'

type Assigning = Pick<Team, 'assignment' | 'assignsOnOpening'>

type AssignmentFieldsProps = Assigning & { onChange: (assigning: Assigning) => void }

/** How mail of a department finds somebody. */
export function AssignmentFields(props: AssignmentFieldsProps) {
  const { assignment, assignsOnOpening, onChange } = props
  const { t } = useLingui()
  return (
    <>
      <OptionCards
        label={t`Who gets mail that comes to the department`}
        value={assignment}
        onChange={(value) => onChange({ assignment: value, assignsOnOpening })}
        options={[
          {
            value: 'manual',
            title: t`By hand`,
            text: t`It waits until somebody takes or gives it.`,
          },
          {
            value: 'roundRobin',
            title: t`Each in turn`,
            text: t`One mail each, in order. Who is away is left out.`,
          },
          {
            value: 'leastLoaded',
            title: t`Whoever has least to do`,
            text: t`The fewest open mails; one that is due soon counts up to twice. Who is away is left out.`,
          },
        ]}
      />
      <Toggle
        checked={assignsOnOpening}
        onChange={(value) => onChange({ assignment, assignsOnOpening: value })}
      >
        {t`What nobody has goes to the member who opens it first`}
      </Toggle>
    </>
  )
}
