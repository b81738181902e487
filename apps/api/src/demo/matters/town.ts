import type { Matter } from '../matter.ts'

const morvan = { name: 'Jeanne Morvan', address: 'j.morvan@brasserie-du-quai.example' }
const berges = {
  name: 'Association Les Berges vivantes',
  address: 'contact@berges-vivantes.example',
}

/** What businesses and administrations write to courrier@ these days. */
export const town: Matter[] = [
  {
    mailbox: 'courrier',
    from: morvan,
    subject: 'Terrasse été – demande d’occupation du domaine public, 3 quai des Gabares',
    steps: [
      {
        at: '7d 9:14',
        mail: `Bonjour,

Je souhaite renouveler la terrasse de la Brasserie du Quai, 3 quai des Gabares, pour la saison. Les dimensions sont celles de l’an dernier, soit 24 m², avec six parasols et des bacs plantés côté chaussée.

Pouvez-vous me dire quelles pièces joindre cette année ? L’an dernier, le plan coté et l’attestation d’assurance suffisaient.

Bien cordialement,
Jeanne Morvan
Brasserie du Quai`,
      },
      { at: '7d 10:02', set: { tags: ['domaine'], team: 'accueil', dueIn: 0 }, by: 'nadia' },
      {
        at: '6d 11:20',
        reply: `Bonjour Madame,

Nous avons bien reçu votre demande de renouvellement. Pour l’instruire, il nous faut :

– un plan coté de la terrasse, avec la largeur du passage laissé aux piétons (1,50 m au moins) ;
– l’attestation d’assurance en responsabilité civile de l’année.

Dès réception, l’arrêté vous sera adressé sous dix jours.

Bien cordialement,
Claire Aubry
Domaine public – Mairie de Port-Lévêque`,
        by: 'claire',
        status: 'waiting',
      },
      {
        at: '1d 16:20',
        note: 'Le plan de l’an dernier débordait de 40 cm sur le cheminement PMR. Vérifier la cote avant de donner l’accord.',
        by: 'karim',
      },
      {
        at: '54m',
        mail: `Bonjour,

Suite à votre message, voici le plan coté (terrasse ramenée à 2,60 m, passage libre de 1,50 m côté chaussée) et l’attestation d’assurance. L’installation est prévue le premier du mois ; un accord avant la fin de semaine nous permettrait de confirmer la commande du mobilier.

Bien cordialement,
Jeanne Morvan`,
        files: [
          { name: 'Plan-terrasse-cote.pdf', kind: 'plan', title: 'Brasserie du Quai – terrasse' },
          {
            name: 'Attestation-RC.pdf',
            kind: 'letter',
            title: 'Attestation d’assurance',
            lines: [
              'Nous certifions que la Brasserie du Quai, 3 quai des Gabares à Port-Lévêque, est garantie pour sa responsabilité civile professionnelle, y compris l’exploitation d’une terrasse sur le domaine public.',
              '',
              'La présente attestation est valable pour l’année civile en cours.',
              '',
              'Assurances du Littoral',
            ],
          },
        ],
      },
    ],
  },
  {
    mailbox: 'courrier',
    from: {
      name: 'Préfecture – Contrôle de légalité',
      address: 'controle-legalite@prefecture.example',
    },
    subject: 'Pièces complémentaires – délibération relative au tarif des cantines',
    steps: [
      {
        at: '96m',
        mail: `Madame la Maire,

Dans le cadre du contrôle de légalité, je vous prie de bien vouloir me transmettre, pour la délibération citée en objet :

1. la convocation des membres du conseil municipal et sa preuve d’envoi ;
2. le rapport de présentation ;
3. l’annexe tarifaire mentionnée à l’article 2, qui n’était pas jointe à l’envoi.

À défaut de réception sous quinze jours, le délai de recours sera prorogé.

Je vous prie d’agréer, Madame la Maire, l’expression de ma considération distinguée.

Pour le préfet,
le chef du bureau du contrôle de légalité`,
        files: [
          {
            name: 'Demande-pieces.pdf',
            kind: 'letter',
            title: 'Demande de pièces complémentaires',
            lines: [
              'Délibération relative aux tarifs de la restauration scolaire.',
              '',
              'Pièces attendues : convocation et preuve d’envoi, rapport de présentation, annexe tarifaire.',
            ],
          },
        ],
      },
      { at: '80m', set: { assignee: 'sophie', priority: 'high', dueIn: 1 }, by: 'nadia' },
      {
        at: '61m',
        note: 'La convocation est au registre du conseil. Il me manque l’annexe : @Claire, tu l’avais préparée ?',
        by: 'sophie',
      },
    ],
  },
  {
    mailbox: 'courrier',
    from: { name: 'Syndicat des eaux du Littoral', address: 'foncier@eaux-littoral.example' },
    subject: 'Convention de servitude, parcelle AH 112',
    steps: [
      {
        at: '16d 10:05',
        mail: `Madame, Monsieur,

Nous vous avons adressé le projet de convention de servitude de passage pour la canalisation DN 200, parcelle AH 112, chemin des Aulnes. Les travaux doivent débuter avant l’étiage.

Nous vous remercions de nous retourner un exemplaire signé.

Service foncier
Syndicat des eaux du Littoral`,
        files: [
          {
            name: 'Projet-convention-AH112.pdf',
            kind: 'letter',
            title: 'Convention de servitude – parcelle AH 112',
            lines: [
              'Entre la commune de Port-Lévêque et le Syndicat des eaux du Littoral, il est convenu ce qui suit.',
              '',
              'Article 1 – Objet. La commune consent une servitude de passage pour une canalisation d’eau potable DN 200, sur une bande de trois mètres.',
              '',
              'Article 2 – Durée. La servitude est consentie pour la durée de l’ouvrage.',
            ],
          },
        ],
      },
      { at: '15d 9:30', set: { team: 'accueil', dueIn: -1 }, by: 'nadia' },
      {
        at: '1d 15:12',
        mail: `Bonjour,

Relance : sans réponse à ce jour de vos services, je me permets de revenir vers vous au sujet de la convention citée en objet. L’entreprise est retenue et nous demande une date.

Pouvez-vous me confirmer la signature cette semaine ?

Cordialement,
Yann Le Floc’h`,
      },
    ],
  },
  {
    mailbox: 'courrier',
    from: berges,
    subject: 'Demande de subvention – dossier complet',
    steps: [
      {
        at: '9d 18:40',
        mail: `Bonjour,

Notre association organise chaque printemps le nettoyage des rives de l’estuaire avec les écoles. Nous souhaitons déposer une demande de subvention de 2 400 € et voudrions connaître la date limite.

Merci par avance,
Solène Kerbrat, trésorière`,
      },
      { at: '9d 19:05', set: { tags: ['subvention'], team: 'accueil' }, by: 'nadia' },
      {
        at: '8d 9:45',
        reply: `Bonjour Madame,

Les dossiers sont reçus jusqu’à la fin du mois. Joignez le budget de l’action, le dernier rapport d’activité et un RIB au nom de l’association.

Bien à vous,
Nadia Toussaint
Mairie de Port-Lévêque`,
        by: 'nadia',
        status: 'waiting',
      },
      {
        at: '1d 11:26',
        mail: `Bonjour,

Comme convenu, vous trouverez le dossier complet : budget prévisionnel, rapport d’activité et RIB. Trois écoles ont déjà confirmé leur participation (142 élèves).

Nous restons à votre disposition pour le présenter en commission.

Cordialement,
Solène Kerbrat`,
        files: [
          {
            name: 'Budget-previsionnel.pdf',
            kind: 'letter',
            title: 'Budget prévisionnel',
            lines: [
              'Gants, sacs et pinces : 640 €',
              'Transport des classes : 1 180 €',
              'Location de deux barges : 1 450 €',
              'Communication : 230 €',
              '',
              'Subvention demandée : 2 400 €',
            ],
          },
          {
            name: 'Rapport-activite.pdf',
            kind: 'letter',
            title: 'Rapport d’activité',
            lines: ['Onze sorties, 380 participants, 4,2 tonnes de déchets retirées des berges.'],
          },
        ],
      },
      { at: '1d 14:00', set: { dueIn: 3 }, by: 'nadia' },
    ],
  },
]
