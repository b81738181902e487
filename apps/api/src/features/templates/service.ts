import type { Body, changeTemplate, NewTemplate, Template } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { refuseTaken } from '../../refuse-taken.ts'
import { checkedTemplate } from './check-template.ts'
import {
  copyFiles,
  findTemplates,
  insertTemplate,
  markRemoved,
  namedBy,
  setFiles,
  templateById,
  updateTemplate,
} from './queries.ts'

export { noteTemplate } from './queries.ts'
export { replyTemplate } from './reply-template.ts'
export { applyMacro, runMacro } from './run-macro.ts'
export { exportTemplates, importTemplates } from './transfer.ts'
export {
  previewTemplate,
  templateFacts,
  templateLanguage,
  writeTemplate,
  writtenFor,
} from './write-template.ts'

type TemplateDeps = Pick<Deps, 'db' | 'now' | 'reader'>

const takenName = {
  path: 'name',
  message: 'Another template of this folder and language has this name.',
}

export async function listTemplates(
  { db }: TemplateDeps,
  viewer: Viewer,
  wanted: Parameters<typeof findTemplates>[2],
): Promise<Template[]> {
  return findTemplates(db, viewer, wanted)
}

export async function createTemplate(
  deps: TemplateDeps,
  viewer: Viewer,
  { fileIds = [], ...draft }: NewTemplate,
): Promise<Template> {
  requirePermission(viewer, 'manageTemplates')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const content = await checkedTemplate(tx, deps, {
      folder: '',
      mailboxIds: [],
      subject: null,
      actions: [],
      needsApproval: false,
      ...draft,
    })
    const writing = insertTemplate(tx, { content, authorId: viewer.id, at })
    const id = await refuseTaken(writing, takenName)
    await giveFiles(tx, viewer, id, fileIds)
    return templateById(tx, viewer, id)
  })
}

export async function patchTemplate(
  deps: TemplateDeps,
  viewer: Viewer,
  id: string,
  { fileIds, ...patch }: Body<typeof changeTemplate>,
): Promise<Template> {
  requirePermission(viewer, 'manageTemplates')
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const current = await templateById(tx, viewer, id)
    const { name, folder, language, mailboxIds, subject, html, actions, needsApproval } = current
    const written = { name, folder, language, mailboxIds, subject, html, actions, needsApproval }
    const content = await checkedTemplate(tx, deps, { ...written, ...patch })
    const writing = updateTemplate(tx, id, { content, authorId: viewer.id, at })
    await refuseTaken(writing, takenName)
    if (fileIds) await giveFiles(tx, viewer, id, fileIds)
    return templateById(tx, viewer, id)
  })
}

/** @throws {DomainError} `conflict` when a rule or a policy names it. */
export async function removeTemplate(
  { db, now }: TemplateDeps,
  viewer: Viewer,
  id: string,
): Promise<void> {
  requirePermission(viewer, 'manageTemplates')
  await inTransaction(db, async (tx) => {
    await templateById(tx, viewer, id)
    const names = (await namedBy(tx, id)).map((name) => `"${name}"`).join(', ')
    if (names !== '')
      throw new DomainError('conflict', `It is sent by ${names}: change that first.`)
    await markRemoved(tx, id, now())
  })
}

export async function restoreTemplate(
  { db }: TemplateDeps,
  viewer: Viewer,
  id: string,
): Promise<Template> {
  requirePermission(viewer, 'manageTemplates')
  return inTransaction(db, async (tx) => {
    await templateById(tx, viewer, id, { removed: true })
    await refuseTaken(markRemoved(tx, id, null), takenName)
    return templateById(tx, viewer, id)
  })
}

/** Puts the files of a template to a reply of the viewer's. */
export async function attachFiles(
  { db, now }: TemplateDeps,
  viewer: Viewer,
  id: string,
): Promise<Template['files']> {
  await templateById(db, viewer, id)
  return copyFiles(db, id, { userId: viewer.id, at: now() })
}

async function giveFiles(
  tx: Tx,
  { id: authorId }: Viewer,
  templateId: string,
  fileIds: readonly string[],
): Promise<void> {
  const unknown = await setFiles(tx, templateId, { fileIds, authorId })
  if (unknown.length > 0)
    throw new DomainError('invalid', 'A file is no longer there: add it again.', {
      errors: [{ path: 'fileIds', message: 'names a file that is no longer there' }],
    })
}
