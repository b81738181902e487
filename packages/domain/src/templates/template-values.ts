import type { Address } from '../messages/address.ts'
import type { TemplateLanguage, TemplateValue } from './format-value.ts'
import { personName } from './person-name.ts'
import type { TemplateVariable } from './template-words.ts'

/** What a template can speak of. */
export type TemplateFacts = {
  correspondent: Address | null
  reference: string | null
  subject: string | null
  receivedAt: Date | null
  /** By when an answer is promised. */
  dueAt: Date | null
  now: Date
  mailbox: string | null
  organisation: string
  team: string | null
  /** Null: no person writes. */
  user: string | null
}

/** The value of each variable that Levee knows; null where there is nothing to say. */
export function templateValues(
  facts: TemplateFacts,
  language: TemplateLanguage,
): Record<TemplateVariable, TemplateValue | null> {
  const { correspondent, receivedAt, dueAt, now } = facts
  const person = personName(correspondent?.name ?? '')
  return {
    ...person,
    salutation: salutation(person.name, language),
    address: correspondent?.address ?? null,
    reference: facts.reference,
    subject: facts.subject,
    receivedAt: receivedAt && { at: receivedAt, isEnd: false },
    dueAt: dueAt && { at: dueAt, isEnd: true },
    today: { at: now, isEnd: false },
    mailbox: facts.mailbox,
    organisation: facts.organisation,
    team: facts.team,
    user: facts.user,
  }
}

/** French letters do not name whom they greet, and Levee does not guess whether it is a woman or a man. */
function salutation(name: string | null, language: TemplateLanguage): string {
  if (language === 'fr') return 'Madame, Monsieur'
  return name === null ? 'Dear Sir or Madam' : `Dear ${name}`
}
