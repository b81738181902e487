import { useLingui } from '@lingui/react/macro'
import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useId, useState } from 'react'
import { classNames } from './class-names.ts'
import { describedBy, FieldFrame, type FieldLabels } from './field.tsx'
import fieldStyles from './field.module.css'
import styles from './password-field.module.css'

/** A password that its owner may look at while typing. */
export function PasswordField({
  label,
  hint,
  error,
  className,
  ...input
}: FieldLabels & Omit<ComponentProps<'input'>, 'type'>) {
  const { t } = useLingui()
  const id = useId()
  const [shown, setShown] = useState(false)
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <div className={styles.box}>
        <input
          {...input}
          id={id}
          type={shown ? 'text' : 'password'}
          className={classNames(fieldStyles.control, styles.input, className)}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={describedBy(id, hint, error)}
          autoCapitalize="none"
          spellCheck={false}
        />
        <button
          type="button"
          className={styles.eye}
          aria-label={t`Show the password`}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff /> : <Eye />}
        </button>
      </div>
    </FieldFrame>
  )
}
