import type { Everyday } from './everyday.ts'
import { englishPeople, frenchPeople, notaries, suppliers } from './people.ts'

const factures: Everyday = {
  mailbox: 'factures',
  team: 'finances',
  by: 'sophie',
  tags: ['facture'],
  people: suppliers,
  count: 38,
  thanks: 'Bonjour,\n\nBien reçu, merci.\n\n{name}',
  wordings: [
    {
      subject: 'Facture F-{n}84',
      text: 'Bonjour,\n\nVeuillez trouver ci-joint notre facture d’un montant de {amount} €, payable à trente jours.\n\nCordialement,\n{name}',
      reply:
        'La facture a été mandatée aujourd’hui. Le règlement vous parviendra par la trésorerie sous dix jours.',
      file: 'letter',
    },
    {
      subject: 'Bon de commande {n}-B : date d’intervention',
      text: 'Bonjour,\n\nMerci pour votre bon de commande. L’intervention est prévue la semaine prochaine ; la facture suivra ({amount} €). Pouvez-vous nous confirmer l’accès par la cour ?\n\nBien à vous,\n{name}',
      reply:
        'L’accès par la cour est confirmé ; le gardien ouvre à 7 h 30. Merci de rappeler le numéro d’engagement sur la facture.',
      file: 'letter',
    },
    {
      subject: 'Relance : facture F-{n}61',
      text: 'Madame, Monsieur,\n\nNotre facture F-{n}61, d’un montant de {amount} €, est arrivée à échéance. Pouvez-vous nous indiquer la date de mandatement ?\n\nService comptabilité\n{name}',
      reply:
        'Le numéro d’engagement ne figurait pas sur votre facture, que la trésorerie a rejetée. Redéposez-la en le mentionnant : elle sera mandatée le jour même.',
    },
    {
      subject: 'Avoir sur la facture F-{n}27',
      text: 'Bonjour,\n\nComme convenu par téléphone, voici l’avoir correspondant aux fournitures reprises ({amount} €).\n\nCordialement,\n{name}',
      reply: 'L’avoir est enregistré et sera déduit du prochain mandat.',
      file: 'letter',
    },
  ],
}

const urbanisme: Everyday = {
  mailbox: 'urbanisme',
  team: 'urbanisme',
  by: 'theo',
  tags: ['permis'],
  people: frenchPeople,
  count: 26,
  thanks: 'Bonjour,\n\nMerci, je dépose le dossier cette semaine.\n\n{name}',
  wordings: [
    {
      subject: 'Déclaration préalable : abri de jardin, {n} {street}',
      text: 'Bonjour,\n\nJe souhaite installer un abri de jardin de 11 m² au fond de ma parcelle, {n} {street}. Une déclaration suffit-elle ? Le croquis est joint.\n\nMerci,\n{name}',
      reply:
        'Une déclaration préalable suffit en dessous de 20 m². Le délai d’instruction est d’un mois ; le formulaire se dépose en ligne ou à l’accueil.',
      file: 'plan',
    },
    {
      subject: 'Ravalement et changement de volets, {street}',
      text: 'Bonjour,\n\nNous refaisons la façade du {n} {street}. Le nuancier de la commune autorise-t-il le gris bleu pour les volets ?\n\nCordialement,\n{name}',
      reply:
        'Le gris bleu figure au nuancier sous la référence V7. Joignez un échantillon à la déclaration ; le nuancier est consultable à l’accueil.',
    },
    {
      subject: 'Affichage du permis, {street}',
      text: 'Madame, Monsieur,\n\nLe panneau du permis affiché {street} n’indique ni la hauteur ni les voies de recours. Est-ce régulier ? Je souhaite aussi consulter le dossier.\n\n{name}',
      reply:
        'Nous avons demandé au pétitionnaire de compléter son panneau. Le dossier est consultable sur rendez-vous, le mardi et le jeudi matin : indiquez-nous le créneau qui vous convient.',
      file: 'photo',
    },
    {
      subject: 'Panneaux solaires, {n} {street}',
      text: 'Bonjour,\n\nNotre installateur propose neuf panneaux sur le versant sud du {n} {street}. Sommes-nous dans le périmètre de l’église ?\n\nBien à vous,\n{name}',
      reply:
        'Oui, votre maison est à 310 m de l’église : l’architecte des Bâtiments de France sera consulté et le délai porté à deux mois. Des panneaux noirs et sans cadre clair sont en général acceptés.',
      file: 'plan',
    },
  ],
}

const notaires: Everyday = {
  mailbox: 'urbanisme',
  team: 'urbanisme',
  by: 'karim',
  tags: [],
  people: notaries,
  count: 18,
  thanks: 'Bonjour,\n\nBien reçu, je vous remercie.\n\n{name}',
  wordings: [
    {
      subject: 'Certificat d’urbanisme, {n} {street}',
      text: 'Madame, Monsieur,\n\nNous vous remercions de nous délivrer un certificat d’urbanisme d’information pour l’immeuble situé {n} {street}. La signature est fixée à la fin du mois prochain.\n\n{name}',
      reply:
        'Le certificat vous est adressé ce jour. L’immeuble est situé en zone UB, hors de tout périmètre de péril.',
      file: 'letter',
    },
    {
      subject: 'DIA – {n} {street}',
      text: 'Madame, Monsieur,\n\nVous trouverez ci-joint une déclaration d’intention d’aliéner, {n} {street}, au prix de 1{amount} €.\n\nMerci de nous indiquer la décision de la commune.\n\n{name}',
      reply:
        'La commune renonce à l’exercice de son droit de préemption. La décision signée vous parviendra par courrier.',
      file: 'letter',
    },
    {
      subject: 'Attestation de numérotage, {street}',
      text: 'Bonjour,\n\nLa parcelle vendue ({street}) porte deux numéros au cadastre. Pouvez-vous attester du numéro de voirie ?\n\n{name}',
      reply: 'Le numéro de voirie est le {n}. L’attestation signée part ce jour par courrier.',
    },
  ],
}

const newcomers: Everyday = {
  mailbox: 'urbanisme',
  team: 'urbanisme',
  by: 'theo',
  tags: ['permis'],
  people: englishPeople,
  count: 7,
  thanks: 'Many thanks, that is very clear.\n\n{name}',
  wordings: [
    {
      subject: 'Shutters at {n} {street}',
      text: 'Dear planning department,\n\nWe would like to repaint the shutters of {n} {street}. Is there a list of colours that are allowed, and do we need permission?\n\nKind regards,\n{name}',
      reply:
        'Repainting in a colour of the town’s chart needs a simple declaration. The chart can be seen at the front desk; the procedure takes one month.',
    },
    {
      subject: 'Garden room, {street}',
      text: 'Hello,\n\nWe are thinking of a garden room of about 15 m² behind {n} {street}. Is that a declaration or a full permit? A sketch is attached.\n\nBest wishes,\n{name}',
      reply:
        'Below 20 m² a declaration is enough. Please add the distance to your neighbour’s boundary to the sketch, and allow one month.',
      file: 'plan',
    },
  ],
}

/** What comes to the offices between the matters that are told at length. */
export const everydayOffices: Everyday[] = [factures, urbanisme, notaires, newcomers]
