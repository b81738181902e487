import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

export type FieldLabels = { label: ReactNode; hint?: ReactNode; error?: string | undefined }

export function Field({
  label,
  hint,
  error,
  className,
  ...input
}: FieldLabels & ComponentProps<'input'>) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        {...input}
        id={id}
        className={classNames(styles.control, className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FieldFrame>
  )
}

export function TextArea({
  label,
  hint,
  error,
  className,
  ...input
}: FieldLabels & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        {...input}
        id={id}
        className={classNames(styles.control, styles.area, className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FieldFrame>
  )
}

/** The browser's own list, which every device shows in its best way. */
export function Select({
  label,
  hint,
  error,
  className,
  ...input
}: FieldLabels & ComponentProps<'select'>) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select
        {...input}
        id={id}
        className={classNames(styles.control, className)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FieldFrame>
  )
}

/** The label above a control, its hint and its error below it. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  children,
}: FieldLabels & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          <CircleAlert aria-hidden="true" /> {error}
        </p>
      )}
    </div>
  )
}

/** What `aria-describedby` of a control in a `FieldFrame` takes. */
export function describedBy(
  id: string,
  hint: ReactNode,
  error: string | undefined,
): string | undefined {
  const parts = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
  return parts.filter(Boolean).join(' ') || undefined
}
