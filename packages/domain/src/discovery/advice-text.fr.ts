import type { AdviceTexts } from './advice-text.ts'

export const FRENCH: AdviceTexts = {
  severalReaders: () =>
    'Webmail, téléphones et autres programmes inchangés : plusieurs personnes ou appareils peuvent lire la boîte.',
  announcesMail: () => 'Nouveaux courriers visibles en quelques secondes : le serveur les annonce.',
  keepsFolders: () => 'Dossiers, lus et réponses tenus à jour dans les deux sens.',
  resumesFast: () =>
    'Reprise rapide après une coupure, même sur une grande boîte : seuls les changements sont relus.',
  oneReader: () => 'Levee est seul à lire cette boîte : une relève simple suffit.',
  littleRoom: () => 'Peu de place sur le serveur : les messages relevés peuvent y être supprimés.',
  keepsHistory: () => 'Seuls les nouveaux courriers arrivent ; l’ancien courrier s’importe à part.',
  onlyInbox: () => 'Ni dossiers ni état « lu » : boîte de réception seule, relevée à intervalles.',
  ownServer: () =>
    'Votre propre serveur de courrier peut remettre les messages directement (LMTP), sans mot de passe.',
  weakerSenderChecks: () =>
    'Avec une redirection, les contrôles de l’expéditeur (SPF, DMARC) deviennent moins fiables.',
  needsDelivery: () => 'L’administrateur du serveur de courrier doit y ajouter cette remise.',
  withoutTls: ({ host }) =>
    `Sans chiffrement, le mot de passe et les messages circulent en clair vers ${host}. Demandez TLS à l’hébergeur.`,
  startTls: ({ host }) =>
    `${host} chiffre après coup (STARTTLS) ; TLS dès la connexion est préférable quand le serveur l’offre.`,
  needsOauth: ({ provider }) =>
    `${provider || 'Ce fournisseur'} n’accepte plus de mot de passe : il faut une autorisation (OAuth).`,
  needsAppPassword: ({ provider }) =>
    `${provider || 'Ce fournisseur'} demande un mot de passe d’application, à créer dans les réglages de sécurité du compte.`,
  sourcesAgree: ({ count }) => `${count} sources indiquent le même serveur.`,
  sourcesDiffer: ({ hosts }) => `D’autres sources indiquent : ${hosts}.`,
  guessed: ({ host }) =>
    `${host} est une supposition d’après l’adresse : personne ne l’annonce, la vérification dira si elle est bonne.`,
  elsewhere: ({ host }) =>
    `${host} n’appartient pas au domaine de l’adresse : vérifiez que c’est bien votre hébergeur avant d’y donner le mot de passe.`,
  noServer: ({ provider }) =>
    provider
      ? `${provider} ne le propose pas.`
      : 'Le domaine ne l’annonce pas et aucun serveur n’a été trouvé.',
  bridgeOnly: ({ provider }) =>
    `${provider} n’est pas accessible par le réseau : seulement par son programme « Bridge » sur une machine à vous.`,
  mustBeAllowed: ({ provider }) =>
    `${provider || 'Ce fournisseur'} demande d’autoriser d’abord cet accès dans les réglages de la boîte.`,
}
