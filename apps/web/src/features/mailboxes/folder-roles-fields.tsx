import type { CheckedFolder } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Select } from '../../ui/field.tsx'
import styles from './folder-roles-fields.module.css'
import {
  type ChosenRole,
  chosenRoles,
  folderOf,
  type FolderRoles,
  withRole,
} from './folder-roles.ts'
import { useRoleNames } from './use-role-names.ts'

type FolderRolesFieldsProps = {
  folders: readonly CheckedFolder[]
  chosen: FolderRoles
  onChange: (chosen: FolderRoles) => void
}

/** Which folder is for what: as the server or its name says, unless it is chosen here. */
export function FolderRolesFields({ folders, chosen, onChange }: FolderRolesFieldsProps) {
  const { t } = useLingui()
  const names = useRoleNames()
  return (
    <fieldset className={styles.roles}>
      <legend>{t`Which folder is for what?`}</legend>
      <p className={styles.hint}>
        {t`Levee puts answers, archived mail and spam there, as your other programs do.`}
      </p>
      <div className={styles.fields}>
        {chosenRoles.map((role) => (
          <Select
            key={role}
            label={names[role]}
            hint={<RoleOrigin role={role} folders={folders} chosen={chosen} />}
            value={folderOf(role, folders, chosen) ?? ''}
            onChange={(event) =>
              onChange(withRole(chosen, role, { path: event.target.value, folders }))
            }
          >
            {folderOf(role, folders, {}) === undefined && <option value="">{t`None yet`}</option>}
            {folders
              .filter(({ role: of }) => of !== 'inbox')
              .map(({ path }) => (
                <option key={path} value={path}>
                  {path}
                </option>
              ))}
          </Select>
        ))}
      </div>
    </fieldset>
  )
}

type RoleOriginProps = Omit<FolderRolesFieldsProps, 'onChange'> & { role: ChosenRole }

function RoleOrigin({ role, folders, chosen }: RoleOriginProps) {
  const { t } = useLingui()
  if (chosen[role] !== undefined) return t`chosen by you`
  const from = folders.find((folder) => folder.role === role)?.roleFrom
  if (from === undefined) return t`made when it is needed`
  return from === 'name' ? t`known by its name` : t`said by the server`
}
