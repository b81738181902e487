import type { CheckedFolder, MailboxInput } from '@levee/contract'

export type FolderRoles = NonNullable<MailboxInput['incoming']['folderRoles']>
export type ChosenRole = keyof FolderRoles

export const chosenRoles: readonly ChosenRole[] = ['sent', 'archive', 'junk', 'trash']

/** The folder that has a role: the one that was chosen, else the one that the server or its name says. */
export function folderOf(
  role: ChosenRole,
  folders: readonly CheckedFolder[],
  chosen: FolderRoles,
): string | undefined {
  return chosen[role] ?? folders.find((folder) => folder.role === role)?.path
}

/** The choice with a folder for a role; what the server says anyway is not kept. */
export function withRole(
  chosen: FolderRoles,
  role: ChosenRole,
  { path, folders }: { path: string; folders: readonly CheckedFolder[] },
): FolderRoles {
  const { [role]: _before, ...others } = chosen
  const isSaid = folders.some((folder) => folder.role === role && folder.path === path)
  return isSaid || path === '' ? others : { ...others, [role]: path }
}
