import type { MacroAction, NewTemplate, Template, Upload } from '@levee/contract'

/** What is entered of a template. `subject` '': that of the mail that is answered. */
export type TemplateDraft = Pick<
  Template,
  'name' | 'folder' | 'language' | 'mailboxIds' | 'html' | 'needsApproval'
> & {
  subject: string
  actions: MacroAction[]
  files: Upload[]
}

export function draftOf(template: Template): TemplateDraft {
  const { name, folder, language, mailboxIds, html, actions, files, needsApproval } = template
  const subject = template.subject ?? ''
  return { name, folder, language, mailboxIds, html, actions, files, needsApproval, subject }
}

export function newDraft(language: 'fr' | 'en', folder: string): TemplateDraft {
  return {
    name: '',
    folder,
    language,
    mailboxIds: [],
    html: '',
    subject: '',
    actions: [],
    files: [],
    needsApproval: false,
  }
}

/** As the server takes it. */
export function templateOf({ subject, files, ...draft }: TemplateDraft): NewTemplate {
  const line = subject.trim()
  return {
    ...draft,
    name: draft.name.trim(),
    folder: draft.folder.trim(),
    subject: line === '' ? null : line,
    fileIds: files.map(({ id }) => id),
  }
}

export function isSameDraft(one: TemplateDraft, other: TemplateDraft): boolean {
  return JSON.stringify(templateOf(one)) === JSON.stringify(templateOf(other))
}

/** Whether it says or does anything. */
export function isEmptyDraft({ html, actions }: TemplateDraft): boolean {
  return html.replaceAll(/<[^>]*>/gu, '').trim() === '' && actions.length === 0
}

/** Templates by their folder, those without one first. */
export function byFolder(templates: readonly Template[]): [folder: string, Template[]][] {
  const folders = Map.groupBy(templates, ({ folder }) => folder)
  return [...folders].toSorted(([one], [other]) => one.localeCompare(other))
}
