import type { MacroAction, Template } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { applyPatch, type FieldsPatch } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { accessConversation, type ConversationRow } from '../conversations/access.ts'
import { checkReferences, refuseStale, saveChanges } from '../conversations/service.ts'
import { insertNote } from '../notes/service.ts'
import { noteFor } from './write-template.ts'
import { organisationTimeZone, tagNamed, templateById, touch } from './queries.ts'

type MacroDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

/** Does what a template does besides being sent. @returns the log entry that takes it back; null: it changed nothing. */
export async function runMacro(
  deps: MacroDeps,
  viewer: Viewer,
  templateId: string,
  { conversationId, revision }: { conversationId: string; revision: number },
): Promise<{ activityId: string | null }> {
  return inTransaction(deps.db, async (tx) => {
    const template = await templateById(tx, viewer, templateId)
    const conversation = await accessConversation(tx, viewer, conversationId, { lock: true })
    await refuseStale(tx, conversation, revision)
    return { activityId: await applyMacro(tx, deps, { viewer, template, conversation }) }
  })
}

type Macro = {
  viewer: Viewer
  template: Pick<Template, 'id' | 'name' | 'language' | 'actions'>
  conversation: ConversationRow
  /** What the writer decides himself. */
  except?: MacroAction['type']
}

/** The actions of a template, as one entry of the log. The conversation must be locked. */
export async function applyMacro(
  tx: Tx,
  deps: Pick<Deps, 'jobs' | 'now'>,
  { viewer, template, conversation, except }: Macro,
): Promise<string | null> {
  const at = deps.now()
  const actions = template.actions.filter(({ type }) => type !== except)
  const patch = await patchOf(tx, actions, at)
  const tagIds = patch.addTagIds ?? []
  const check = await checkReferences(tx, { ...patch, tagIds })
  if (patch.assigneeId) check(conversation)
  const timeZone = await organisationTimeZone(tx)
  const { id, name, language } = template
  const saved = await saveChanges(
    tx,
    deps,
    [
      {
        conversation,
        fields: applyPatch(conversation, patch, { now: at, timeZone }),
        details: { template: { id, name } },
      },
    ],
    { viewer, at, kind: 'changed' },
  )
  for (const action of actions) {
    if (action.type !== 'addNote') continue
    const by = { conversationId: conversation.id, authorId: viewer.id, at }
    const note = { text: action.text, language }
    const about = { conversationId: conversation.id, user: viewer.name }
    const text = await noteFor({ db: tx, now: at }, note, about)
    const noteId = await insertNote(tx, { ...by, text, mentions: [] })
    await touch(tx, conversation.id)
    const logged = { conversationId: conversation.id, actorId: viewer.id, kind: 'noted' as const }
    await recordActivity(tx, { ...logged, before: {}, after: { noteId }, at })
  }
  return saved.get(conversation.id) ?? null
}

/** What the actions together ask for; of two that say the same property, the later one counts. */
async function patchOf(tx: Tx, actions: readonly MacroAction[], at: Date): Promise<FieldsPatch> {
  const patch: FieldsPatch & { addTagIds: string[]; removeTagIds: string[] } = {
    addTagIds: [],
    removeTagIds: [],
  }
  for (const action of actions) {
    if (action.type === 'addTag')
      patch.addTagIds.push('tagId' in action ? action.tagId : await tagNamed(tx, action.name, at))
    if (action.type === 'removeTag') patch.removeTagIds.push(action.tagId)
    if (action.type === 'assignUser') patch.assigneeId = action.userId
    if (action.type === 'assignTeam') patch.teamId = action.teamId
    if (action.type === 'setStatus') patch.status = action.status
    if (action.type === 'setPriority') patch.priority = action.priority
  }
  return patch
}
