import type { MacroAction } from '@levee/contract'
import { sql, type Tx } from '@levee/db'
import { actionProblems, DomainError, templateProblems } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { knownThings } from '../rules/access.ts'
import type { TemplateContent } from './queries.ts'

type Problem = { path: string; message: string }

const MACRO_ACTIONS: ReadonlySet<string> = new Set<MacroAction['type']>([
  'addTag',
  'removeTag',
  'assignUser',
  'assignTeam',
  'setStatus',
  'setPriority',
  'addNote',
])

/**
 * A template as it is kept: its HTML cleaned, its lines on one line.
 * @throws {DomainError} `invalid`, with each member that is wrong.
 */
export async function checkedTemplate(
  tx: Tx,
  { reader }: Pick<Deps, 'reader'>,
  draft: TemplateContent,
): Promise<TemplateContent> {
  const subject = draft.subject === null ? null : oneLine(draft.subject) || null
  const content = {
    ...draft,
    name: oneLine(draft.name),
    folder: oneLine(draft.folder),
    subject,
    html: await cleanHtml(reader, draft.html),
  }
  const errors: Problem[] = [
    ...(content.name === '' ? [{ path: 'name', message: 'takes a name' }] : []),
    ...templateProblems(content.html).map((message) => ({ path: 'html', message })),
    ...templateProblems(subject ?? '').map((message) => ({ path: 'subject', message })),
    ...(await mailboxProblems(tx, content.mailboxIds)),
    ...(await macroProblems(tx, content.actions)),
  ]
  if (content.html === '' && content.actions.length === 0)
    errors.push({ path: 'html', message: 'says nothing, and does nothing besides' })
  if (errors.length > 0)
    throw new DomainError('invalid', 'The template cannot be kept like this.', { errors })
  return content
}

/** Variables are written in the text: what an editor knew of them goes. */
async function cleanHtml(reader: Deps['reader'], html: string): Promise<string> {
  if (html.trim() === '') return ''
  const written = await reader.written(html, { kind: 'draft' })
  return written.html.replaceAll(/ data-levee-(?:variable|value)="[^"]*"|\0/gu, '').trim()
}

async function mailboxProblems(tx: Tx, ids: readonly string[]): Promise<Problem[]> {
  if (ids.length === 0) return []
  const known = await tx.rows<{ id: string }>(sql`
    select id from mailbox where id = any(${ids}::uuid[])`)
  const isMissing = known.length < new Set(ids).size
  return isMissing ? [{ path: 'mailboxIds', message: 'names no mailbox that exists' }] : []
}

async function macroProblems(tx: Tx, actions: readonly MacroAction[]): Promise<Problem[]> {
  if (actions.length === 0) return []
  const known = await knownThings(tx)
  return actions.flatMap((action, index): Problem[] => {
    const path = `actions.${index}`
    if (!MACRO_ACTIONS.has(action.type))
      return [{ path: `${path}.type`, message: 'is nothing that a template does' }]
    const wrong = actionProblems(action, { path, captures: new Set() })
    if (wrong.length > 0) return wrong.map((each) => ({ path: each.path, message: each.message }))
    const named = namedBy(action)
    const isKnown = !named || known[named.kind].some(({ id }) => id === named.id)
    return isKnown ? [] : [{ path, message: `names no ${named.kind} that exists` }]
  })
}

function namedBy(action: MacroAction): { kind: 'tag' | 'user' | 'team'; id: string } | null {
  if ('tagId' in action) return { kind: 'tag', id: action.tagId }
  if ('userId' in action) return { kind: 'user', id: action.userId }
  return 'teamId' in action ? { kind: 'team', id: action.teamId } : null
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
