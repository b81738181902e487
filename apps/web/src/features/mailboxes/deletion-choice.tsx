import { useLingui } from '@lingui/react/macro'
import { Badge } from '../../ui/badge.tsx'
import { Field } from '../../ui/field.tsx'
import { OptionCards } from '../../ui/option-cards.tsx'

const usualDays = 14
const mostDays = 3650

type DeletionChoiceProps = {
  /** Days after which mail is deleted from the server; null: never. */
  value: number | null
  onChange: (days: number | null) => void
}

/** Whether mail that was fetched over POP3 stays on the server. */
export function DeletionChoice({ value, onChange }: DeletionChoiceProps) {
  const { t } = useLingui()
  return (
    <>
      <OptionCards
        label={t`What becomes of the mail on the server?`}
        value={value === null ? 'leave' : 'delete'}
        onChange={(choice) => onChange(choice === 'leave' ? null : usualDays)}
        options={[
          {
            value: 'leave',
            title: t`Leave it on the server`,
            badge: <Badge tone="info">{t`Recommended`}</Badge>,
            text: t`Other programs find it as before. The mailbox at the provider fills up.`,
          },
          {
            value: 'delete',
            title: t`Delete it from the server after some days`,
            text: t`Counted from when Levee has stored it, and only if Levee can read its copy. Nothing is deleted here.`,
          },
        ]}
      />
      {value !== null && (
        <Field
          label={t`Days on the server`}
          hint={t`0: deleted as soon as it is stored here.`}
          inputMode="numeric"
          maxLength={4}
          value={String(value)}
          onChange={(event) => onChange(daysOf(event.target.value))}
        />
      )}
    </>
  )
}

function daysOf(text: string): number {
  return Math.min(mostDays, Number(text.replace(/\D/g, '')))
}
