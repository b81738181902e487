import type { ColleagueKey, DemoTag, MailboxKey, TagKey, TeamKey } from './matter.ts'

/** A fictional town hall on an estuary. */
export const ORGANISATION = 'Mairie de Port-Lévêque'
export const DOMAIN = 'port-leveque.example'
export const TIME_ZONE = 'Europe/Paris'
/** Everybody's, in a demonstration that only this machine can reach. */
export const PASSWORD = 'levee-demonstration'

type Colleague = {
  name: string
  role: 'staff' | 'manager' | 'admin'
  locale: 'fr' | 'en'
  title: string
}

export const COLLEAGUES: Record<ColleagueKey, Colleague> = {
  nadia: { name: 'Nadia Toussaint', role: 'admin', locale: 'fr', title: 'Accueil et courrier' },
  emma: { name: 'Emma Collins', role: 'admin', locale: 'en', title: 'International relations' },
  claire: { name: 'Claire Aubry', role: 'manager', locale: 'fr', title: 'Domaine public' },
  karim: { name: 'Karim Benali', role: 'manager', locale: 'fr', title: 'Service urbanisme' },
  theo: { name: 'Théo Lang', role: 'staff', locale: 'fr', title: 'Service urbanisme' },
  sophie: { name: 'Sophie Marchetti', role: 'staff', locale: 'fr', title: 'Service des finances' },
}

export const COLLEAGUE_KEYS = ['nadia', 'emma', 'claire', 'karim', 'theo', 'sophie'] as const

/** `karim.benali@port-leveque.example` */
export function emailOf(colleague: ColleagueKey): string {
  const plain = COLLEAGUES[colleague].name.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return `${plain.toLowerCase().replaceAll(' ', '.')}@${DOMAIN}`
}

export const TEAMS: Record<TeamKey, { name: string; members: ColleagueKey[] }> = {
  accueil: { name: 'Accueil et courrier', members: ['nadia', 'claire', 'emma'] },
  urbanisme: { name: 'Urbanisme', members: ['karim', 'theo'] },
  finances: { name: 'Finances', members: ['sophie', 'nadia'] },
}

export const MAILBOXES: Record<
  MailboxKey,
  { name: string; color: 'river' | 'reed' | 'ochre'; teams: TeamKey[]; members: ColleagueKey[] }
> = {
  courrier: {
    name: 'Courrier',
    color: 'river',
    teams: ['accueil'],
    members: ['karim', 'theo', 'sophie'],
  },
  urbanisme: { name: 'Urbanisme', color: 'reed', teams: ['urbanisme'], members: ['nadia'] },
  factures: { name: 'Factures', color: 'ochre', teams: ['finances'], members: ['claire'] },
}

export const TAGS: Record<TagKey, DemoTag> = {
  domaine: { name: 'Domaine public', color: 'river' },
  etatCivil: { name: 'État civil', color: 'reedDeep' },
  facture: { name: 'Facture', color: 'ochre' },
  jumelage: { name: 'Jumelage', color: 'plumDeep' },
  permis: { name: 'Permis', color: 'reed' },
  recours: { name: 'Recours', color: 'flood' },
  subvention: { name: 'Subvention', color: 'plum' },
  voirie: { name: 'Voirie', color: 'riverDeep' },
}
