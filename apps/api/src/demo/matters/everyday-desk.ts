import type { Everyday } from './everyday.ts'
import { englishPeople, frenchPeople } from './people.ts'

const voirie: Everyday = {
  mailbox: 'courrier',
  team: 'accueil',
  by: 'claire',
  tags: ['voirie'],
  people: frenchPeople,
  count: 34,
  thanks: 'Bonjour,\n\nC’est réparé, merci pour votre rapidité.\n\nBonne journée,\n{name}',
  wordings: [
    {
      subject: 'Nid-de-poule, {street}',
      text: 'Bonjour,\n\nUn nid-de-poule s’est formé devant le {n} {street}, à la sortie du virage. Deux cyclistes l’ont évité de justesse ce matin. Photo jointe.\n\nMerci de faire le nécessaire,\n{name}',
      reply:
        'Merci pour votre signalement et pour la photo. L’équipe de voirie a balisé le trou ce matin ; l’enrobé sera repris dans la semaine.',
      file: 'photo',
    },
    {
      subject: 'Lampadaire éteint, {street}',
      text: 'Bonjour,\n\nLe lampadaire à hauteur du {n} {street} ne s’allume plus depuis {when}. L’arrêt de car est dans le noir quand les enfants rentrent.\n\nCordialement,\n{name}',
      reply:
        'Votre signalement a été transmis au syndicat d’énergie, qui intervient sous cinq jours ouvrés. Répondez à ce message si rien n’a changé d’ici là.',
    },
    {
      subject: 'Conteneur débordant, {street}',
      text: 'Madame, Monsieur,\n\nLe conteneur à verre ({street}) déborde depuis {when}. Des bouteilles sont posées à côté, certaines cassées.\n\nPouvez-vous prévenir le prestataire ?\n\n{name}',
      reply:
        'Le prestataire est prévenu et passe demain matin. Nous lui avons aussi demandé un second passage le samedi.',
      file: 'photo',
    },
    {
      subject: 'Stationnement gênant devant le {n} {street}',
      text: 'Bonjour,\n\nDes véhicules stationnent chaque soir sur le trottoir devant le {n} {street}. Impossible de passer avec une poussette ou un fauteuil. Des potelets seraient-ils envisageables ?\n\nBien à vous,\n{name}',
      reply:
        'La police municipale passera en soirée cette semaine. La pose de trois potelets est inscrite à la prochaine commission de voirie.',
    },
    {
      subject: 'Branche menaçante, {street}',
      text: 'Bonjour,\n\nDepuis le coup de vent, une grosse branche de platane penche au-dessus de la chaussée, {street}, près du n° {n}. Elle touche la ligne téléphonique.\n\nMerci d’intervenir rapidement.\n\n{name}',
      reply:
        'Le secteur a été balisé et l’élagueur intervient demain à 8 heures. La rue sera fermée une demi-heure.',
      file: 'photo',
    },
  ],
}

const etatCivil: Everyday = {
  mailbox: 'courrier',
  team: 'accueil',
  by: 'nadia',
  tags: ['etatCivil'],
  people: frenchPeople,
  count: 26,
  thanks: 'Bonjour,\n\nParfait, merci beaucoup.\n\n{name}',
  wordings: [
    {
      subject: 'Demande d’acte de naissance',
      text: 'Bonjour,\n\nPouvez-vous m’adresser une copie intégrale de mon acte de naissance ? C’est pour un dossier de mariage, il doit dater de moins de trois mois.\n\nMerci,\n{name}',
      reply:
        'La copie intégrale part aujourd’hui par courrier, à l’adresse indiquée dans votre demande. Elle est gratuite.',
    },
    {
      subject: 'Rendez-vous passeport',
      text: 'Bonjour,\n\nJe n’arrive pas à prendre rendez-vous en ligne pour le passeport de ma fille, le calendrier est vide. Y a-t-il des désistements ? Nous partons dans sept semaines.\n\n{name}',
      reply:
        'Un créneau s’est libéré jeudi à 16 h 20 : je vous le réserve. Apportez l’ancien titre, une photo de moins de six mois et un justificatif de domicile.',
    },
    {
      subject: 'Inscription sur la liste électorale',
      text: 'Bonjour,\n\nNous venons d’emménager au {n} {street}. Que faut-il fournir pour s’inscrire sur la liste électorale ?\n\nCordialement,\n{name}',
      reply:
        'Bienvenue à Port-Lévêque. Il suffit d’une pièce d’identité et d’un justificatif de domicile de moins de trois mois, à déposer à l’accueil ou en réponse à ce message.',
    },
    {
      subject: 'Concession au cimetière : renouvellement',
      text: 'Madame, Monsieur,\n\nLa concession de mes parents arrive à son terme. Je souhaite la renouveler pour trente ans. Quel est le tarif, et puis-je régler par virement ?\n\nJe vous remercie,\n{name}',
      reply:
        'Le renouvellement pour trente ans s’élève à 310 €. Le virement est possible : vous trouverez le RIB de la trésorerie sur l’avis que nous vous adressons par courrier.',
    },
  ],
}

const viePublique: Everyday = {
  mailbox: 'courrier',
  team: 'accueil',
  by: 'claire',
  tags: ['domaine'],
  people: frenchPeople,
  count: 22,
  thanks: 'Bonjour,\n\nMerci, c’est très clair.\n\nBien à vous,\n{name}',
  wordings: [
    {
      subject: 'Location de la salle des fêtes',
      text: 'Bonjour,\n\nLa salle des fêtes est-elle libre le deuxième samedi du mois prochain ? Ce serait pour un anniversaire, quatre-vingts personnes, avec la cuisine.\n\nMerci d’avance,\n{name}',
      reply:
        'La date est libre et réservée à votre nom pour dix jours. Le contrat signé et le chèque de caution sont à déposer à l’accueil.',
    },
    {
      subject: 'Vide-grenier, {street}',
      text: 'Bonjour,\n\nNotre comité de quartier prépare son vide-grenier, {street}. Nous aurions besoin d’un arrêté de circulation de 6 h à 19 h et de douze barrières.\n\nL’attestation d’assurance est jointe.\n\n{name}',
      reply:
        'L’arrêté est à la signature et vous parviendra sous huit jours. Les douze barrières seront livrées la veille à 16 h.',
      file: 'letter',
    },
    {
      subject: 'Déménagement, {n} {street}',
      text: 'Bonjour,\n\nNous déménageons et souhaitons réserver deux places devant le {n} {street}, de 8 h à 14 h. Quelle est la démarche ?\n\nCordialement,\n{name}',
      reply:
        'Les deux places vous sont réservées. Affichez l’arrêté sur place quarante-huit heures avant ; les panneaux sont à retirer aux ateliers municipaux.',
    },
    {
      subject: 'Échafaudage, {n} {street}',
      text: 'Bonjour,\n\nLe ravalement du {n} {street} commence bientôt. Je sollicite une autorisation d’échafaudage pour trois semaines, emprise de 9 m sur 1,20 m.\n\nVous trouverez le plan en pièce jointe.\n\n{name}',
      reply:
        'L’autorisation est accordée, sous réserve de laisser 1,40 m aux piétons et de baliser l’ouvrage la nuit.',
      file: 'plan',
    },
  ],
}

const ecole: Everyday = {
  mailbox: 'courrier',
  team: 'accueil',
  by: 'nadia',
  tags: [],
  people: frenchPeople,
  count: 18,
  thanks: 'Bonjour,\n\nMerci pour votre réponse rapide.\n\n{name}',
  wordings: [
    {
      subject: 'Inscription à la cantine',
      text: 'Bonjour,\n\nMon fils entre à l’école Les Aulnes après les vacances. Peut-il manger à la cantine les mardis et jeudis seulement ? Il est allergique à l’arachide, nous avons un protocole signé.\n\n{name}',
      reply:
        'C’est noté pour les mardis et jeudis. Le protocole a été transmis à la responsable de la cantine, qui vous appellera avant le premier repas.',
    },
    {
      subject: 'Facture du périscolaire',
      text: 'Bonjour,\n\nJe constate huit garderies du soir sur la facture alors que ma fille n’y est allée que trois fois. Pouvez-vous vérifier ?\n\nMerci,\n{name}',
      reply:
        'Vous avez raison : deux pointages avaient été inversés. La différence sera déduite de votre prochaine facture.',
      file: 'letter',
    },
    {
      subject: 'Transport scolaire, arrêt {street}',
      text: 'Bonjour,\n\nLe car ne s’arrête plus {street} depuis {when}. Les enfants marchent un kilomètre le long de la départementale. Est-ce provisoire ?\n\n{name}',
      reply:
        'L’arrêt est déplacé pour la durée des travaux d’eau, jusqu’à la fin du mois. Nous avons obtenu du transporteur un arrêt provisoire devant le cimetière dès lundi.',
    },
  ],
}

const visitors: Everyday = {
  mailbox: 'courrier',
  team: 'accueil',
  by: 'emma',
  tags: [],
  people: englishPeople,
  count: 20,
  thanks: 'Thank you so much for the quick answer.\n\n{name}',
  wordings: [
    {
      subject: 'Parking for a camper van',
      text: 'Hello,\n\nWe are coming to Port-Lévêque for three nights with a camper van (6.4 m). Is overnight parking allowed on the quay, or is there a site nearby?\n\nMany thanks,\n{name}',
      reply:
        'Thank you for writing. Overnight stays are welcome at the Aulnes site, ten minutes on foot from the quay; it has water and electricity. The quay itself is closed to camper vans at night.',
    },
    {
      subject: 'Lost camera, market day',
      text: 'Dear Sir or Madam,\n\nI believe I left a small black camera on the wall near the fountain on market day. It has a red strap. Has anybody handed it in?\n\nKind regards,\n{name}',
      reply:
        'Good news: a camera with a red strap was handed in the same afternoon. You can collect it at the front desk, or we can post it to you.',
    },
    {
      subject: 'Family records, {street}',
      text: 'Dear town hall,\n\nMy grandmother was born at {n} {street} in 1921. Could you tell me how to request a copy of her birth record for our family book?\n\nWith thanks,\n{name}',
      reply:
        'Records older than a hundred years are open to everybody. We have found the entry and shall post you a certified copy, free of charge; please send us your address.',
    },
    {
      subject: 'Residence certificate',
      text: 'Good morning,\n\nWe moved here in the autumn and our bank asks for a certificate of residence. Which papers should we bring, and on which days is the office open?\n\nBest regards,\n{name}',
      reply:
        'Please bring proof of identity and two recent bills; the office is open on weekdays from 9 to 12 and from 2 to 5. The certificate is issued while you wait.',
    },
  ],
}

/** What comes to the front desk between the matters that are told at length. */
export const everydayDesk: Everyday[] = [voirie, etatCivil, viePublique, ecole, visitors]
