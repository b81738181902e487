import type { MacroAction, TemplateFile } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import type { KnownThings } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { knownThings, localAction, portableAction } from '../rules/access.ts'
import { checkedTemplate } from './check-template.ts'
import { allTemplates, insertTemplate, type TemplateContent, updateTemplate } from './queries.ts'

/** All templates for another installation: what they name, by its name. Files stay here. */
export async function exportTemplates(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
): Promise<TemplateFile> {
  requirePermission(viewer, 'manageTemplates')
  const [templates, known] = await Promise.all([allTemplates(db), knownThings(db)])
  return {
    levee: 'templates',
    templates: templates.map(({ mailboxIds, actions, ...template }) => ({
      name: template.name,
      folder: template.folder,
      language: template.language,
      mailboxes: mailboxIds.map((id) => nameOf(known, id)),
      subject: template.subject,
      html: template.html,
      needsApproval: template.needsApproval,
      actions: actions.flatMap((action) => macro(portableAction(action, known)) ?? []),
    })),
  }
}

/** Adds templates, in the place of those of the same name. @returns what they name and nobody here knows. */
export async function importTemplates(
  deps: Pick<Deps, 'db' | 'now' | 'reader'>,
  viewer: Viewer,
  { templates }: TemplateFile,
): Promise<{ added: number; replaced: number; unknown: string[] }> {
  requirePermission(viewer, 'manageTemplates')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const known = await knownThings(tx)
    const unknown = new Set<string>()
    let replaced = 0
    for (const template of templates) {
      const content = await checkedTemplate(tx, deps, localContent(template, known, unknown))
      const isThere = await write(tx, content, { authorId: viewer.id, at })
      if (isThere) replaced++
    }
    return { added: templates.length - replaced, replaced, unknown: [...unknown] }
  })
}

async function write(
  tx: Tx,
  content: TemplateContent,
  by: { authorId: string; at: Date },
): Promise<boolean> {
  const same = (await allTemplates(tx)).find(
    ({ name, folder, language }) =>
      name.toLowerCase() === content.name.toLowerCase() &&
      folder.toLowerCase() === content.folder.toLowerCase() &&
      language === content.language,
  )
  if (same) await updateTemplate(tx, same.id, { content, ...by })
  else await insertTemplate(tx, { content, ...by })
  return same !== undefined
}

function localContent(
  { mailboxes, actions, ...template }: TemplateFile['templates'][number],
  known: KnownThings,
  unknown: Set<string>,
): TemplateContent {
  const mailboxIds = mailboxes.flatMap((name) => {
    const found = known.mailbox.find(({ names }) =>
      names.some((one) => one.toLowerCase() === name.toLowerCase()),
    )
    if (!found) unknown.add(name)
    return found ? [found.id] : []
  })
  const local = actions.flatMap((source): MacroAction[] => {
    const { action, unknown: missing } = localAction(source, known)
    for (const { name } of missing) unknown.add(name)
    const kept = missing.length === 0 ? macro(action) : null
    return kept ? [kept] : []
  })
  return { needsApproval: false, ...template, mailboxIds, actions: local }
}

function nameOf({ mailbox }: KnownThings, id: string): string {
  return mailbox.find((each) => each.id === id)?.names.at(-1) ?? id
}

/** Names are translated, the kind of an action stays. */
function macro(action: ReturnType<typeof portableAction>): MacroAction | null {
  switch (action.type) {
    case 'addTag':
    case 'removeTag':
    case 'assignUser':
    case 'assignTeam':
    case 'setStatus':
    case 'setPriority':
    case 'addNote':
      return action
    default:
      return null
  }
}
