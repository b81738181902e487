import type { Matter } from '../matter.ts'

/** What residents and schools write to courrier@ these days. */
export const residents: Matter[] = [
  {
    mailbox: 'courrier',
    from: { name: 'Odile Carpentier', address: 'odile.carpentier@courriel.example' },
    subject: 'Nuisances sonores, quai Nord',
    steps: [
      {
        at: '2d 8:37',
        mail: `Madame, Monsieur,

J’habite au 18 quai Nord depuis 1994. Depuis l’ouverture du nouvel établissement au rez-de-chaussée du 20, la musique se poursuit jusqu’à une heure et demie du matin, fenêtres ouvertes, du jeudi au samedi.

J’en ai parlé au gérant, qui a été courtois mais n’a rien changé. Plusieurs voisins sont prêts à signer une lettre commune. Avant d’en venir là, je vous demande de rappeler les horaires autorisés.

Je suis joignable l’après-midi au 02 00 00 00 00.

Odile Carpentier`,
      },
      { at: '2d 9:50', set: { tags: ['domaine'], assignee: 'claire', dueIn: 4 }, by: 'nadia' },
    ],
  },
  {
    mailbox: 'courrier',
    from: { name: 'Lycée Jules-Ferrand', address: 'stages@lycee-ferrand.example' },
    subject: 'Demande de stage, service communication',
    steps: [
      {
        at: '3d 14:22',
        mail: `Bonjour,

Une de nos élèves de première, Maëlys Rouxel, cherche un stage d’observation de deux semaines en mai. Elle s’intéresse à la vie locale et tient le journal du lycée.

Votre service communication pourrait-il l’accueillir ? La convention est prête.

Cordialement,
Le bureau des stages
Lycée Jules-Ferrand`,
        files: [
          {
            name: 'CV-Maelys-Rouxel.pdf',
            kind: 'letter',
            title: 'Maëlys Rouxel',
            lines: [
              'Élève de première générale, lycée Jules-Ferrand',
              '',
              'Rédactrice en chef du journal du lycée',
              'Bénévole à la bibliothèque de rue',
            ],
          },
        ],
      },
      { at: '3d 15:00', set: { dueIn: 12 }, by: 'nadia' },
    ],
  },
  {
    mailbox: 'courrier',
    from: { name: 'Auto-école du Bac', address: 'bonjour@auto-ecole-du-bac.example' },
    subject: 'Permis B : dates de session d’avril',
    steps: [
      {
        at: '38m',
        mail: `Bonjour,

Pour la session d’avril, nous aurions besoin de réserver le parking de la halle aux poissons trois matinées, de 8 h à 10 h, comme à l’automne dernier. Les dates de la préfecture tombent les 8, 15 et 22.

Est-ce que le marché déborde encore sur la partie nord ? Dans ce cas nous prendrons le côté quai.

Merci beaucoup,
Fabien`,
      },
    ],
  },
  {
    mailbox: 'courrier',
    from: {
      name: 'Collectif des riverains de l’Écluse',
      address: 'riverains.ecluse@courriel.example',
    },
    subject: 'Circulation rue de l’Écluse : compte rendu et propositions',
    steps: [
      {
        at: '4d 20:15',
        mail: `Bonjour,

À la suite de la réunion publique, voici nos propositions, dans l’ordre où nous les jugeons utiles :

1. passage en zone 30 de l’ensemble de la rue, et non du seul abord de l’école ;
2. deux chicanes plantées, à hauteur des numéros 14 et 37 ;
3. interdiction de transit aux plus de 7,5 tonnes, sauf desserte.

Nous avons compté 212 véhicules entre 8 h et 9 h mardi dernier, dont 31 poids lourds. Le détail est joint.

Pourrions-nous en reparler avant le vote du budget ?

Pour le collectif,
Armand Tessier`,
        files: [
          {
            name: 'Comptage-rue-de-l-Ecluse.pdf',
            kind: 'letter',
            title: 'Comptage du mardi, 8 h – 9 h',
            lines: [
              'Voitures : 168',
              'Poids lourds : 31',
              'Vélos : 13',
              '',
              'Vitesse relevée sous 30 km/h : 41 %',
            ],
          },
        ],
      },
      { at: '3d 9:12', set: { tags: ['voirie'], team: 'urbanisme' }, by: 'nadia' },
      {
        at: '2d 17:31',
        note: 'Le comptage recoupe celui du radar pédagogique (198 véhicules). À mettre à l’ordre du jour de la commission.',
        by: 'theo',
      },
    ],
  },
]
