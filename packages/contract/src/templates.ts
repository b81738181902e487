import type { RuleAction } from '@levee/domain'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { Upload } from './replies.ts'
import {
  Id,
  IdParams,
  Instant,
  List,
  Nothing,
  NullableInstant,
  NullableString,
  OneOf,
  Strict,
} from './values.ts'

/** What sending a template does to the conversation besides: some of what rules do. */
export type MacroAction = Extract<
  RuleAction,
  {
    type:
      | 'addTag'
      | 'removeTag'
      | 'assignUser'
      | 'assignTeam'
      | 'setStatus'
      | 'setPriority'
      | 'addNote'
  }
>
export const MacroAction = Type.Unsafe<MacroAction>({ type: 'object', additionalProperties: true })

const language = OneOf(['fr', 'en'])

const fields = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** '' is none; a slash makes a folder in a folder. */
  folder: Type.String({ maxLength: 120 }),
  language,
  /** For whose mail; none: for all. */
  mailboxIds: Type.Array(Id, { maxItems: 200 }),
  /** Null: that of the mail that is answered. */
  subject: Type.Unsafe<string | null>({ type: ['string', 'null'], minLength: 1, maxLength: 900 }),
  html: Type.String({ maxLength: 200_000 }),
  actions: Type.Array(MacroAction, { maxItems: 20 }),
  /** Whether a second person reads what is written with it before it leaves, whatever the mailbox asks for. */
  needsApproval: Type.Boolean(),
}

/** A standard reply, with how often and when it was sent. */
export const Template = Type.Object({
  id: Id,
  ...fields,
  files: Type.Array(Upload),
  sentCount: Type.Integer(),
  lastSentAt: NullableInstant,
  changedAt: Instant,
})
export type Template = Static<typeof Template>

export const NewTemplate = Strict({
  name: fields.name,
  folder: Type.Optional(fields.folder),
  language,
  mailboxIds: Type.Optional(fields.mailboxIds),
  subject: Type.Optional(fields.subject),
  html: fields.html,
  actions: Type.Optional(fields.actions),
  needsApproval: Type.Optional(fields.needsApproval),
  /** Files that were uploaded, or that it has. */
  fileIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
})
export type NewTemplate = Static<typeof NewTemplate>

/** A template with values in place of its variables; where they stand, `data-levee-variable` says. */
export const WrittenTemplate = Type.Object({
  subject: NullableString,
  html: Type.String(),
  resolved: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  missing: Type.Array(Type.String()),
})
export type WrittenTemplate = Static<typeof WrittenTemplate>

/** Templates as they are passed on: what they name in the installation is named, not numbered. */
export const TemplateFile = Strict({
  levee: OneOf(['templates']),
  templates: Type.Array(
    Strict({
      name: fields.name,
      folder: fields.folder,
      language,
      mailboxes: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 200 }),
      subject: fields.subject,
      html: fields.html,
      actions: fields.actions,
      needsApproval: Type.Optional(fields.needsApproval),
    }),
    { maxItems: 1000 },
  ),
})
export type TemplateFile = Static<typeof TemplateFile>

export const listTemplates = endpoint({
  method: 'GET',
  url: '/api/v1/templates',
  schema: {
    summary:
      'The templates for mail that the viewer may see; `q` is found without case and accents',
    querystring: Strict({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      language: Type.Optional(language),
      mailbox: Type.Optional(Id),
    }),
    response: { 200: List(Template) },
  },
})

export const addTemplate = endpoint({
  method: 'POST',
  url: '/api/v1/templates',
  schema: { summary: 'Add a template (manager)', body: NewTemplate, response: { 201: Template } },
})

export const changeTemplate = endpoint({
  method: 'PATCH',
  url: '/api/v1/templates/:id',
  schema: {
    summary: 'Change a template (manager)',
    params: IdParams,
    body: Type.Partial(NewTemplate),
    response: { 200: Template },
  },
})

export const removeTemplate = endpoint({
  method: 'DELETE',
  url: '/api/v1/templates/:id',
  schema: {
    summary: 'Remove a template that no rule and no policy names (manager); it can be put back',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const restoreTemplate = endpoint({
  method: 'POST',
  url: '/api/v1/templates/:id/restore',
  schema: {
    summary: 'Put a removed template back (manager)',
    params: IdParams,
    response: { 200: Template },
  },
})

export const previewTemplate = endpoint({
  method: 'POST',
  url: '/api/v1/templates/preview',
  schema: {
    summary: 'What a template that is being written would say to a conversation; nothing is kept',
    body: Strict({
      language,
      subject: fields.subject,
      html: fields.html,
      conversationId: Type.Optional(Id),
    }),
    response: { 200: WrittenTemplate },
  },
})

export const writeTemplate = endpoint({
  method: 'POST',
  url: '/api/v1/templates/:id/preview',
  schema: {
    summary: 'What a template says to a conversation; without one, to a mail that is new',
    params: IdParams,
    body: Strict({ conversationId: Type.Optional(Id) }),
    response: { 200: WrittenTemplate },
  },
})

export const attachTemplateFiles = endpoint({
  method: 'POST',
  url: '/api/v1/templates/:id/files',
  schema: {
    summary: 'Put the files of a template to a reply of the viewer, as if they had uploaded them',
    params: IdParams,
    response: { 201: List(Upload) },
  },
})

export const runMacro = endpoint({
  method: 'POST',
  url: '/api/v1/templates/:id/run',
  schema: {
    summary:
      'Do to a conversation what a template does besides being sent; a stale revision is refused with 409',
    params: IdParams,
    body: Strict({ conversationId: Id, revision: Type.Integer() }),
    response: {
      200: Type.Object({ activityId: Type.Unsafe<string | null>({ type: ['string', 'null'] }) }),
    },
  },
})

export const exportTemplates = endpoint({
  method: 'GET',
  url: '/api/v1/templates/export',
  schema: {
    summary: 'All templates, without their files (manager)',
    response: { 200: TemplateFile },
  },
})

export const importTemplates = endpoint({
  method: 'POST',
  url: '/api/v1/templates/import',
  schema: {
    summary:
      'Add templates; those of the same name, folder and language are replaced. What they name and nobody knows is left out and told (manager)',
    body: TemplateFile,
    response: {
      200: Type.Object({
        added: Type.Integer(),
        replaced: Type.Integer(),
        unknown: Type.Array(Type.String()),
      }),
    },
  },
})
