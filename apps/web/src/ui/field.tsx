import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './field.module.css'

export type FieldLabels = { label: ReactNode; hint?: ReactNode; error?: string | undefined }

export function Field(props: FieldLabels & ComponentProps<'input'>) {
  const { frame, control } = useField(props)
  return (
    <FieldFrame {...frame}>
      <input {...control} />
    </FieldFrame>
  )
}

export function TextArea(props: FieldLabels & ComponentProps<'textarea'>) {
  const { frame, control } = useField(props)
  return (
    <FieldFrame {...frame}>
      <textarea {...control} className={classNames(styles.area, control.className)} />
    </FieldFrame>
  )
}

/** The browser's own list, which every device shows in its best way. */
export function Select(props: FieldLabels & ComponentProps<'select'>) {
  const { frame, control } = useField(props)
  return (
    <FieldFrame {...frame}>
      <select {...control} />
    </FieldFrame>
  )
}

/** What the frame of a control takes, and what the control does to belong to it. */
function useField<T extends FieldLabels & { className?: string | undefined }>(props: T) {
  const id = useId()
  const { label, hint, error, className, ...input } = props
  return {
    frame: { id, label, hint, error },
    control: {
      ...input,
      id,
      className: classNames(styles.control, className),
      'aria-invalid': error !== undefined || undefined,
      'aria-describedby': describedBy(id, hint, error),
    },
  }
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
