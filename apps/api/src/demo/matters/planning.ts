import type { Matter } from '../matter.ts'

const vauquelin = {
  name: 'Cabinet Vauquelin & Associés',
  address: 'secretariat@vauquelin-avocats.example',
}
const legrand = { name: 'Étude Legrand, notaires', address: 'dia@legrand-notaires.example' }
const noroit = { name: 'Atelier Noroît, architectes', address: 'permis@atelier-noroit.example' }
const delarue = { name: 'Hélène Delarue', address: 'helene.delarue@courriel.example' }

/** What arrives at urbanisme@ these days. */
export const planning: Matter[] = [
  {
    mailbox: 'urbanisme',
    alsoTo: 'courrier',
    from: vauquelin,
    subject: 'Recours gracieux – PC 076 512 26 0014',
    steps: [
      {
        at: '13d 9:31',
        mail: `Madame la Maire,

Au nom et pour le compte de M. et Mme Delarue, propriétaires du 12 rue des Tanneurs, j’ai l’honneur de former un recours gracieux contre l’arrêté accordant le permis de construire cité en objet.

Le projet méconnaît l’article UB 7 du règlement du plan local d’urbanisme : la façade nord est implantée à 2,10 m de la limite séparative, quand le règlement en impose 3. Il prive en outre mes clients de l’ensoleillement de leur pièce principale.

Je vous demande de retirer cet arrêté. Une réponse est attendue dans le délai de deux mois.

Veuillez agréer, Madame la Maire, l’expression de mes salutations respectueuses.

Maître Anne Vauquelin`,
        files: [
          {
            name: 'Recours-gracieux.pdf',
            kind: 'letter',
            title: 'Recours gracieux',
            lines: [
              'Contre l’arrêté de permis de construire PC 076 512 26 0014.',
              '',
              'Moyens : méconnaissance de l’article UB 7 ; atteinte à l’ensoleillement.',
            ],
          },
          { name: 'Plan-de-masse.pdf', kind: 'plan', title: 'PC 076 512 26 0014 – plan de masse' },
        ],
      },
      {
        at: '13d 10:10',
        set: {
          tags: ['permis', 'recours'],
          team: 'urbanisme',
          assignee: 'karim',
          priority: 'high',
        },
        by: 'nadia',
      },
      { at: '12d 16:45', set: { dueIn: -2 }, by: 'karim' },
      {
        at: '12d 16:48',
        note: 'La cote de 2,10 m est prise au nu de l’isolant. Sur le plan déposé, on lit 3,05 m au nu du mur. À faire confirmer par le géomètre.',
        by: 'karim',
      },
      {
        at: '72m',
        mail: `Madame la Maire,

Sans réponse à ce jour, je me permets de vous rappeler le recours gracieux formé pour M. et Mme Delarue. Mes clients souhaitent privilégier une solution amiable : une réunion sur place avec le pétitionnaire leur conviendrait.

Je vous remercie de me proposer une date.

Maître Anne Vauquelin`,
      },
    ],
  },
  {
    mailbox: 'urbanisme',
    from: delarue,
    subject: 'Dépôt d’un permis de construire, maison individuelle',
    steps: [
      {
        at: '2d 9:20',
        mail: `Bonjour,

Nous déposons ce jour un dossier de permis pour une maison de 118 m², parcelle AK 207, allée des Sauniers. Vous trouverez en pièces jointes le plan de masse et la notice.

Le formulaire complet est en route par courrier, en quatre exemplaires.

Pouvez-vous nous confirmer la réception et le délai d’instruction ?

Bien cordialement,
Hélène et Marc Delarue`,
        files: [
          { name: 'PC2-plan-de-masse.pdf', kind: 'plan', title: 'Maison individuelle – AK 207' },
          {
            name: 'PC4-notice.pdf',
            kind: 'letter',
            title: 'Notice descriptive',
            lines: [
              'Maison à ossature bois, un étage, toiture en ardoise, bardage de mélèze.',
              '',
              'Surface de plancher : 118 m². Hauteur au faîtage : 7,80 m.',
            ],
          },
        ],
      },
      { at: '2d 10:05', set: { tags: ['permis'], team: 'urbanisme', dueIn: 15 }, by: 'karim' },
    ],
  },
  {
    mailbox: 'urbanisme',
    from: noroit,
    subject: 'Pièces complémentaires PC 076 512 25 0088',
    steps: [
      {
        at: '8d 15:03',
        mail: `Bonjour,

En réponse à votre demande de pièces, nous vous adressons la coupe sur le terrain naturel et le volet paysager corrigés. L’accès pompiers a été élargi à 3,50 m.

Restant à disposition,
Gwenaëlle Rivoal`,
        files: [{ name: 'PC3-coupe-indice-B.pdf', kind: 'plan', title: 'Coupe AA – indice B' }],
      },
      {
        at: '8d 16:00',
        set: { tags: ['permis'], team: 'urbanisme', assignee: 'theo', dueIn: 2 },
        by: 'karim',
      },
      {
        at: '5d 10:12',
        reply: `Bonjour,

Merci pour ces pièces. L’accès est conforme. En revanche, la coupe ne fait pas apparaître le niveau du terrain voisin : pouvez-vous la compléter sur 5 m au-delà de la limite ?

Bien cordialement,
Théo Lang
Service urbanisme`,
        by: 'theo',
        status: 'waiting',
      },
      {
        at: '27m',
        mail: `Bonjour Monsieur Lang,

Voici la coupe à l’indice C, avec le terrain voisin relevé par le géomètre. Le dossier vous paraît-il maintenant complet ?

Bien à vous,
Gwenaëlle Rivoal`,
        files: [{ name: 'PC3-coupe-indice-C.pdf', kind: 'plan', title: 'Coupe AA – indice C' }],
      },
    ],
  },
  {
    mailbox: 'urbanisme',
    from: legrand,
    subject: 'DIA – 14 rue du Bac',
    steps: [
      {
        at: '3d 11:48',
        mail: `Madame, Monsieur,

Nous vous adressons la déclaration d’intention d’aliéner portant sur l’immeuble du 14 rue du Bac, cadastré AC 45, pour un prix de 214 000 €.

Nous vous remercions de nous faire connaître votre décision quant à l’exercice du droit de préemption.

Étude Legrand`,
        files: [
          {
            name: 'Cerfa-DIA.pdf',
            kind: 'letter',
            title: 'Déclaration d’intention d’aliéner',
            lines: ['Immeuble : 14 rue du Bac, AC 45, 164 m².', 'Prix : 214 000 €.'],
          },
        ],
      },
      { at: '3d 14:00', set: { assignee: 'theo', team: 'urbanisme', dueIn: 20 }, by: 'karim' },
      {
        at: '2d 9:05',
        reply: `Maître,

La déclaration est enregistrée. Il manque la surface habitable et le titre d’occupation du rez-de-chaussée : pouvez-vous les préciser ? Le délai court à compter de leur réception.

Bien cordialement,
Théo Lang
Service urbanisme`,
        by: 'theo',
        status: 'waiting',
      },
    ],
  },
  {
    mailbox: 'urbanisme',
    from: { name: 'Sylvain Pottier', address: 'sylvain.pottier@courriel.example' },
    subject: 'Déclaration préalable : clôture et portail',
    steps: [
      {
        at: '45m',
        mail: `Bonjour,

Je voudrais remplacer ma clôture sur rue par un muret de 80 cm surmonté d’une grille, et poser un portail coulissant. C’est au 6 venelle des Cordiers.

Faut-il l’avis de l’architecte des Bâtiments de France ? Mon voisin dit que oui, le maçon dit que non.

Merci d’avance,
Sylvain Pottier`,
        files: [
          { name: 'Croquis-portail.pdf', kind: 'plan', title: 'Portail – 6 venelle des Cordiers' },
        ],
      },
    ],
  },
  {
    mailbox: 'urbanisme',
    from: { name: 'Géomètres de l’Estuaire', address: 'bornage@geometres-estuaire.example' },
    subject: 'Procès-verbal de bornage, chemin des Aulnes',
    steps: [
      {
        at: '5d 8:55',
        mail: `Bonjour,

Nous vous convoquons aux opérations de bornage de la parcelle communale AH 98, chemin des Aulnes, jeudi en quinze à 9 h 30, sur place.

Merci de nous indiquer qui représentera la commune.

Géomètres de l’Estuaire`,
      },
      { at: '5d 11:30', set: { assignee: 'karim', team: 'urbanisme', dueIn: 1 }, by: 'karim' },
    ],
  },
]
