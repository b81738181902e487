import { useLingui } from '@lingui/react/macro'
import { RULE_FIELDS, type RuleField } from '@levee/domain'
import type { ReactElement } from 'react'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import { fieldLabel } from './rule-words.ts'

type FieldMenuProps = {
  trigger: ReactElement<Record<string, unknown>>
  onChoose: (field: RuleField) => void
}

/** What most rules look at. */
const COMMONEST = ['mailbox', 'subject', 'from', 'attachment.name', 'body', 'trust'] as const
const OTHERS = RULE_FIELDS.filter((field) => !COMMONEST.some((common) => common === field))

/** All that a condition can look at, the commonest first; whatever is chosen is added at once. */
export function FieldMenu({ trigger, onChoose }: FieldMenuProps) {
  const { t } = useLingui()
  const entry = (field: RuleField, label = fieldLabel(field)): MenuEntry => ({
    type: 'action',
    label,
    onSelect: () => onChoose(field),
  })
  return (
    <Menu
      align="start"
      returnsFocus={false}
      trigger={trigger}
      entries={[
        ...COMMONEST.map((field) => entry(field)),
        { type: 'separator' },
        ...OTHERS.map((field) => entry(field)),
        entry('header.Subject', t`Header…`),
      ]}
    />
  )
}
