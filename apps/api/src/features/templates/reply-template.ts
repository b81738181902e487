import type { ReplyInput, Template } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { DomainError, variablesIn } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { templateById } from './queries.ts'

/**
 * The template that a reply was written with.
 * @throws {DomainError} `invalid` when a variable of it is still missing. What a quoted mail says between braces
 * is none of it.
 */
export async function replyTemplate(
  db: Queryable,
  viewer: Viewer,
  { templateId, subject = '', html = '', text = '' }: Partial<ReplyInput>,
): Promise<Template | null> {
  if (!templateId) return null
  const template = await templateById(db, viewer, templateId)
  const own = new Set(variablesIn(`${template.subject ?? ''} ${template.html}`))
  const errors = Object.entries({ subject, html, text }).flatMap(([path, value]) =>
    variablesIn(value)
      .filter((name) => own.has(name))
      .map((name) => ({ path, message: `{{${name}}} is missing` })),
  )
  if (errors.length === 0) return template
  const names = [...new Set(errors.map(({ message }) => message.split(' ')[0]))]
  throw new DomainError('invalid', `Fill in ${names.join(', ')} before you send it.`, { errors })
}
