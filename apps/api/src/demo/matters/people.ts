import type { Correspondent } from '../matter.ts'

const FRENCH = `Anaïs Guillou, Bastien Le Goff, Camille Perrot, Denis Hamon, Élodie Caradec, Franck Morel,
Gaëlle Jézéquel, Hugo Lefèvre, Inès Bertin, Julien Cosquer, Katell Le Bris, Laurent Chevalier, Manon Quéré,
Nicolas Aubert, Océane Tanguy, Patrick Rolland, Quentin Mahé, Rozenn Kermarrec, Samuel Barbier, Tiphaine Leroux,
Ulysse Garnier, Véronique Simon, William Nédélec, Yvonne Prigent, Zoé Marchand, Alain Le Dantec, Brigitte Colin,
Cédric Vasseur, Delphine Riou, Émile Gauthier, Florence Cadiou, Gérard Lamy, Hélène Stéphan, Ismaël Diallo,
Jacqueline Poulain, Kevin Roussel, Lucie Fontaine, Mathieu Briand, Nadège Hervé, Olivier Thomas, Pauline Moreau,
Rémi Le Roy, Sandrine Picard, Thierry Masson, Valérie Clément, Yann Guivarc’h, Amina Cherif, Benoît Faure,
Clara Nguyen, Damien Rault`

const ENGLISH = `Rosalind Parker, Graham Ellis, Fiona Hargreaves, Peter Ashworth, Catherine Doyle, Thomas Whitaker,
Susan Merrick, Andrew Calloway, Judith Fairbank, Neil Stanhope, Olivia Prescott, Martin Lowell`

const HOSTS = ['courriel.example', 'boite.example', 'poste-mail.example', 'fibre.example']
const HOSTS_ABROAD = ['mailbox.example', 'webpost.example']

export const frenchPeople = peopleOf(FRENCH, HOSTS)
export const englishPeople = peopleOf(ENGLISH, HOSTS_ABROAD)

export const suppliers = companies([
  ['Papeterie Legall', 'papeterie-legall'],
  ['Menuiserie Cloarec', 'menuiserie-cloarec'],
  ['Espaces verts du Littoral', 'espaces-verts-littoral'],
  ['Garage Municipal Services', 'garage-ms'],
  ['Électricité Le Mao', 'elec-lemao'],
  ['Télécom Armor', 'telecom-armor'],
  ['Nettoyage Clairval', 'clairval-proprete'],
  ['Traiteur La Criée', 'traiteur-lacriee'],
  ['Signalisation Ouest', 'signalisation-ouest'],
  ['Cuisines Collectives Ty Bara', 'tybara'],
  ['Location Manche Engins', 'manche-engins'],
  ['Pépinières du Bocage', 'pepinieres-bocage'],
])

export const notaries = companies([
  ['Étude Maheo et Leclercq', 'maheo-leclercq'],
  ['Office notarial de la Halle', 'notaires-halle'],
  ['Étude Legrand, notaires', 'legrand-notaires'],
  ['Maître Rozec, notaire', 'rozec-notaire'],
])

export const streets = [
  'quai des Gabares',
  'rue des Tanneurs',
  'rue du Bac',
  'quai Nord',
  'place de la Halle',
  'rue de l’Écluse',
  'chemin des Aulnes',
  'allée des Sauniers',
  'rue Jules-Ferrand',
  'impasse du Four',
  'venelle des Cordiers',
  'boulevard de la Levée',
  'rue du Phare',
  'rue des Goélands',
]

function peopleOf(names: string, hosts: string[]): Correspondent[] {
  return names.split(/,\s+/u).map((name, index) => {
    const host = hosts[index % hosts.length]
    return { name, address: `${plain(name).replaceAll(' ', '.')}@${host}` }
  })
}

function companies(list: [string, string][]): Correspondent[] {
  return list.map(([name, host]) => ({ name, address: `contact@${host}.example` }))
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\p{M}’]/gu, '')
    .toLowerCase()
}
