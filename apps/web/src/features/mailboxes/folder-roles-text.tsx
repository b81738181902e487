import { useLingui } from '@lingui/react/macro'
import { Field } from '../../ui/field.tsx'
import styles from './folder-roles-fields.module.css'
import { chosenRoles, type FolderRoles } from './folder-roles.ts'
import { useRoleNames } from './use-role-names.ts'

type FolderRolesTextProps = { value: FolderRoles; onChange: (value: FolderRoles) => void }

/** The same by name, where the folders of the server are not at hand. */
export function FolderRolesText({ value, onChange }: FolderRolesTextProps) {
  const { t } = useLingui()
  const names = useRoleNames()
  return (
    <fieldset className={styles.roles}>
      <legend>{t`Which folder is for what?`}</legend>
      <p className={styles.hint}>{t`Empty: as the server or the folder’s name says.`}</p>
      <div className={styles.fields}>
        {chosenRoles.map((role) => (
          <Field
            key={role}
            label={names[role]}
            value={value[role] ?? ''}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...value, [role]: event.target.value })}
          />
        ))}
      </div>
    </fieldset>
  )
}
