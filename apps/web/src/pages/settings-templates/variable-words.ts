import { t } from '@lingui/core/macro'
import { TEMPLATE_VARIABLES, type TemplateVariable } from '@levee/domain'

const FRENCH: Record<TemplateVariable, string> = {
  salutation: 'civilité',
  name: 'nom',
  firstName: 'prénom',
  lastName: 'nom_de_famille',
  address: 'adresse',
  reference: 'numéro',
  subject: 'objet',
  receivedAt: 'date_réception',
  dueAt: 'échéance',
  today: 'aujourdhui',
  mailbox: 'boîte',
  organisation: 'organisme',
  team: 'service',
  user: 'agent',
}

/** What a template can hold: how it is written in a template of this language, and what it stands for. */
export function variableWords(
  language: 'fr' | 'en',
): { variable: TemplateVariable; name: string; label: string }[] {
  const labels: Record<TemplateVariable, string> = {
    salutation: t`Salutation`,
    name: t`Name of the correspondent`,
    firstName: t`First name`,
    lastName: t`Last name`,
    address: t`Address of the correspondent`,
    reference: t`Registration number`,
    subject: t`Subject of the mail`,
    receivedAt: t`Date of receipt`,
    dueAt: t`Date of the answer`,
    today: t`Today`,
    mailbox: t`Mailbox`,
    organisation: t`Organisation`,
    team: t`Department`,
    user: t`Name of who writes`,
  }
  return TEMPLATE_VARIABLES.map((variable) => ({
    variable,
    name: language === 'fr' ? FRENCH[variable] : variable,
    label: labels[variable],
  }))
}
