import type { ReasonTexts } from './reason-text.ts'

const UNPROVEN = 'Le serveur d’envoi n’est pas autorisé par le domaine.'

export const FRENCH: ReasonTexts = {
  lookalikeDomain: ({ details, difference }) => ({
    title:
      details['whose'] === 'own'
        ? 'Ce n’est pas notre domaine'
        : `Ce n’est pas le domaine de ${details['name'] ?? details['usual']}`,
    text:
      difference ||
      (details['kind'] === 'suffix'
        ? `Le même nom que ${details['usual']}, avec une autre terminaison.`
        : `Le nom ${details['usual']} est placé à l’intérieur d’un autre domaine.`),
  }),
  mixedScriptDomain: ({ details }) => ({
    title: 'Le domaine mélange plusieurs alphabets',
    text: `« ${details['readable']} » contient des lettres d’un autre alphabet qui ressemblent aux nôtres.`,
  }),
  punycodeDomain: ({ details }) => ({
    title: 'Le domaine s’écrit avec des lettres particulières',
    text: `Il se lit « ${details['readable']} ».`,
  }),
  colleagueName: ({ details, evidence }) => ({
    title: 'Le nom affiché est celui d’un collègue',
    text: `« ${details['name']} » fait partie de l’organisation, mais ${evidence} n’est pas une de nos adresses.`,
  }),
  knownName: ({ details, since }) => ({
    title: 'Le nom affiché imite un correspondant connu',
    text: `« ${details['name']} » vous a écrit ${details['messages']} fois depuis ${since}, toujours depuis ${details['usual']}. Cette adresse écrit pour la première fois.`,
  }),
  nameShowsAddress: ({ evidence, details }) => ({
    title: 'Le nom affiché contient une autre adresse',
    text: `Il montre ${evidence}, mais le message vient de ${details['address']}.`,
  }),
  ownDomainUnverified: ({ evidence }) => ({
    title: 'Le message prétend venir de chez nous',
    text: `Il porte le domaine ${evidence}, mais nos serveurs ne l’ont pas envoyé.`,
  }),
  dmarcFail: ({ details }) => ({
    title: 'L’expéditeur n’a pas pu être vérifié',
    text:
      details['policy'] === 'reject' || details['policy'] === 'quarantine'
        ? `Le contrôle DMARC a échoué : ${UNPROVEN.replace('Le', 'le')} Ce domaine demande d’écarter de tels messages.`
        : `Le contrôle DMARC a échoué : ${UNPROVEN.replace('Le', 'le')}`,
  }),
  notAuthenticated: () => ({ title: 'L’expéditeur n’a pas pu être vérifié', text: UNPROVEN }),
  severalAuthors: () => ({
    title: 'Le message a plusieurs auteurs',
    text: 'Un seul est affiché ; une technique connue pour en cacher un autre.',
  }),
  malformedFrom: () => ({
    title: 'L’adresse de l’expéditeur est mal formée',
    text: 'Elle peut se lire de plusieurs façons selon le logiciel.',
  }),
  encodedAddress: ({ evidence }) => ({
    title: 'L’adresse de l’expéditeur est camouflée',
    text: `Elle est codée là où cela n’est pas permis : ${evidence}.`,
  }),
  bidiInName: () => ({
    title: 'Le nom affiché est écrit à l’envers',
    text: 'Des caractères invisibles changent le sens de lecture.',
  }),
  controlInName: () => ({
    title: 'Le nom affiché contient des caractères invisibles',
    text: 'Ils servent à tromper les logiciels de messagerie.',
  }),
  noAddress: () => ({
    title: 'Le message n’a pas d’adresse d’expéditeur',
    text: 'Personne ne peut recevoir votre réponse.',
  }),
  impossibleAddress: () => ({
    title: 'L’adresse de l’expéditeur ne peut pas exister',
    text: 'Elle est plus longue que ce que le courrier électronique permet.',
  }),
  addressLiteral: ({ evidence }) => ({
    title: 'L’expéditeur n’a pas de nom de domaine',
    text: `Il écrit depuis l’adresse technique ${evidence}.`,
  }),
  replyToElsewhere: ({ evidence }) => ({
    title: 'La réponse irait ailleurs',
    text: `Une réponse partirait vers ${evidence}, pas vers l’expéditeur affiché.`,
  }),
  severalReplyTo: ({ evidence }) => ({
    title: 'La réponse irait à plusieurs adresses',
    text: evidence,
  }),
  replyToOurselves: ({ evidence }) => ({
    title: 'La réponse reviendrait chez nous',
    text: `L’adresse de réponse indiquée est ${evidence} ; elle est ignorée.`,
  }),
  linkElsewhere: ({ details }) => ({
    title: 'Un lien mène ailleurs que ce qu’il affiche',
    text: `Il annonce ${details['shown']} et ouvre ${details['target']}.`,
  }),
  lookalikeLink: ({ evidence, details, difference }) => ({
    title: 'Un lien imite notre domaine',
    text: `${evidence} n’est pas ${details['usual']}. ${difference}`.trim(),
  }),
  dangerousFile: ({ evidence, details }) => ({
    title:
      details['danger'] === 'disguised'
        ? 'Une pièce jointe est déguisée'
        : details['danger'] === 'page'
          ? 'Une page web est jointe'
          : 'Une pièce jointe est un programme',
    text:
      details['danger'] === 'page'
        ? `« ${evidence} » peut imiter une page de connexion et demander un mot de passe.`
        : `« ${evidence} » peut prendre le contrôle de l’ordinateur.`,
  }),
  macroFile: ({ evidence }) => ({
    title: 'Une pièce jointe contient des macros',
    text: `« ${evidence} » peut exécuter un programme à l’ouverture.`,
  }),
  encryptedArchive: ({ evidence }) => ({
    title: 'Une archive est protégée par un mot de passe',
    text: `Personne n’a pu contrôler le contenu de « ${evidence} ».`,
  }),
  firstMessage: ({ evidence }) => ({
    title: 'Premier message de cette adresse',
    text: `${evidence} ne vous a jamais écrit.`,
  }),
  verified: ({ evidence }) => ({
    title: 'L’adresse est authentique',
    text: `Le domaine ${evidence} confirme l’envoi (DMARC).`,
  }),
  declaredLegitimate: () => ({
    title: 'Déclaré légitime',
    text: 'Deux personnes ont confirmé que ce message est authentique.',
  }),
}
