import { useLingui } from '@lingui/react/macro'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAddTag } from '../../features/tags/tag-queries.ts'
import { hasStatus } from '../../problem-error.ts'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import styles from './add-tag-form.module.css'

/** A name is enough: the server takes the colour that is used least. */
export function AddTagForm() {
  const { t } = useLingui()
  const addTag = useAddTag()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') addTag.mutate(name.trim(), { onSuccess: () => setName('') })
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t`New tag`}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={
          addTag.error
            ? addProblem(addTag.error, t`There is already a tag of this name.`)
            : undefined
        }
      />
      <Button type="submit" variant="primary" busy={addTag.isPending}>
        <Plus /> {t`Add`}
      </Button>
    </form>
  )
}

function addProblem(error: Error, taken: string): string {
  return hasStatus(error, 409) ? taken : problemText(error)
}
