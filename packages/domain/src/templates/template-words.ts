import { foldText } from '../conversations/fold-text.ts'

/** What Levee itself knows to write in place of a variable; any other name is for the writer, or for what a rule caught. */
export const TEMPLATE_VARIABLES = [
  'salutation',
  'name',
  'firstName',
  'lastName',
  'address',
  'reference',
  'subject',
  'receivedAt',
  'dueAt',
  'today',
  'mailbox',
  'organisation',
  'team',
  'user',
] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]

/** How a value is written. Of dates `long`, `short`, `weekday`; of texts the others. */
export const TEMPLATE_FORMATS = [
  'long',
  'short',
  'weekday',
  'amount',
  'upper',
  'lower',
  'title',
] as const
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number]

const FRENCH_VARIABLES: Readonly<Record<string, TemplateVariable>> = {
  civilite: 'salutation',
  nom: 'name',
  prenom: 'firstName',
  nomdefamille: 'lastName',
  adresse: 'address',
  numero: 'reference',
  objet: 'subject',
  datereception: 'receivedAt',
  echeance: 'dueAt',
  aujourdhui: 'today',
  boite: 'mailbox',
  organisme: 'organisation',
  service: 'team',
  agent: 'user',
}

const FRENCH_FORMATS: Readonly<Record<string, TemplateFormat>> = {
  court: 'short',
  jour: 'weekday',
  montant: 'amount',
  majuscules: 'upper',
  minuscules: 'lower',
  titre: 'title',
}

const VARIABLES = table(TEMPLATE_VARIABLES, FRENCH_VARIABLES)
const FORMATS = table(TEMPLATE_FORMATS, FRENCH_FORMATS)

/** Which variable a name is, in either language, without case and accents; undefined: a free one. */
export function knownVariable(name: string): TemplateVariable | undefined {
  return VARIABLES.get(folded(name))
}

/** Which format a word is, in either language; undefined where it is none. */
export function knownFormat(word: string): TemplateFormat | undefined {
  return FORMATS.get(folded(word))
}

/** A name as names are compared. */
export function folded(name: string): string {
  return foldText(name).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function table<W extends string>(
  words: readonly W[],
  french: Readonly<Record<string, W>>,
): ReadonlyMap<string, W> {
  return new Map([...words.map((word) => [folded(word), word] as const), ...Object.entries(french)])
}
