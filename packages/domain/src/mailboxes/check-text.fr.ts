import type { CheckTexts } from './check-text.ts'

export const CHECK_TEXTS_FR: CheckTexts = {
  announces: () => [
    'Arrivée',
    'Nouveaux courriers en moins d’une seconde : le serveur les annonce (IDLE).',
  ],
  mustBeAsked: () => [
    'Arrivée',
    'Nouveaux courriers en moins d’une demi-minute : le serveur ne les annonce pas (sans IDLE), Levee demande toutes les 20 secondes.',
  ],
  isPolled: () => [
    'Arrivée',
    'Nouveaux courriers en moins d’une minute : POP3 n’annonce rien, Levee relève chaque minute.',
  ],
  resumesFast: () => [
    'Reprise',
    'Après une coupure, seuls les changements sont relus (CONDSTORE).',
  ],
  resumesSlowly: () => [
    'Reprise',
    'Après une coupure, la liste des messages est comparée (sans CONDSTORE) : rien ne manque, c’est plus long dans les grands dossiers.',
  ],
  moves: () => [
    'Déplacements',
    'Le courrier va aux archives ou aux indésirables en une fois (MOVE).',
  ],
  copies: () => [
    'Déplacements',
    'Le courrier est copié aux archives ou aux indésirables, puis retiré (sans MOVE).',
  ],
  namesRoles: () => ['Dossiers', 'Le serveur dit à quoi servent ses dossiers (SPECIAL-USE).'],
  guessesRoles: () => [
    'Dossiers',
    'Le serveur ne dit pas à quoi servent ses dossiers (sans SPECIAL-USE) : Levee se fie à leurs noms.',
    'Vérifiez le rôle des dossiers à l’étape « Dossiers et accès ».',
  ],
  hasRoom: ({ used, limit }) => ['Quota', `${used} utilisés sur ${limit}.`],
  isNearlyFull: ({ used, limit }) => [
    'Quota',
    `${used} utilisés sur ${limit} : une fois pleine, la boîte refuse ce qui arrive.`,
    'Demandez plus de place à l’hébergeur, ou supprimez-y l’ancien courrier une fois importé.',
  ],
  isUnlimited: ({ used }) => ['Quota', `${used} utilisés, sans limite.`],
  hidesRoom: () => ['Quota', 'Le serveur ne dit pas si la boîte est pleine.'],
  limitsConnections: ({ provider, most }) => [
    'Connexions',
    `${provider} en permet ${most} à la fois par boîte ; Levee en utilise deux au plus.`,
  ],
  hidesConnections: () => [
    'Connexions',
    'Levee en utilise deux au plus à la fois. Le serveur ne dit pas combien il en permet.',
  ],
  spfStrict: ({ record }) => ['SPF', `Dit qui peut envoyer, et refuse les autres : ${record}`],
  spfSoft: ({ record }) => ['SPF', `Dit qui peut envoyer, et met les autres en doute : ${record}`],
  spfElsewhere: ({ record }) => ['SPF', `Un autre domaine dit qui peut envoyer : ${record}`],
  spfMissing: ({ domain }) => [
    'SPF est absent',
    `${domain} ne dit pas qui peut envoyer en son nom : vos réponses peuvent passer pour indésirables.`,
    `Publiez sur ${domain}, en TXT : v=spf1 mx -all – avec ce qu’indique l’hébergeur à la place de mx s’il envoie d’ailleurs.`,
  ],
  spfSeveral: ({ domain }) => [
    'SPF est en double',
    `${domain} a plusieurs enregistrements SPF : aucun n’est pris en compte.`,
    'Réunissez-les en un seul et supprimez les autres.',
  ],
  spfForAll: ({ record }) => [
    'SPF laisse envoyer tout le monde',
    `N’importe qui peut envoyer au nom de ce domaine : ${record}`,
    'Terminez l’enregistrement par -all au lieu de +all.',
  ],
  spfOpen: ({ record }) => [
    'SPF ne dit rien des autres',
    `L’enregistrement nomme qui peut envoyer, et laisse passer les autres : ${record}`,
    'Terminez-le par ~all, puis par -all une fois tous vos expéditeurs nommés.',
  ],
  dkimKey: ({ selector, bits }) => [
    'DKIM',
    `Une clé est publiée : sélecteur ${selector}${bits ? `, ${bits} bits` : ''}. L’essai montre si elle sert.`,
  ],
  dkimShort: ({ selector, bits }) => [
    'La clé DKIM est courte',
    `Le sélecteur ${selector} a ${bits} bits : elle peut être cassée.`,
    'Demandez à l’hébergeur une clé de 2048 bits.',
  ],
  dkimNotChecked: ({ domain }) => [
    'DKIM n’a pas été vérifié',
    `L’endroit où serait sa clé (le sélecteur) n’est annoncé nulle part ; le courrier de ${domain} n’en a montré aucun ici, et les noms habituels n’en ont pas.`,
    'Assurez-vous auprès de l’hébergeur que le courrier sortant est signé.',
  ],
  dmarcEnforced: ({ policy }) => [
    'DMARC',
    `Les faux sont ${policy === 'reject' ? 'refusés' : 'mis à l’écart'} (p=${policy}).`,
  ],
  dmarcObserves: ({ domain }) => [
    'DMARC en simple observation',
    'p=none : les faux ne sont pas rejetés.',
    `Une fois SPF et DKIM en ordre, publiez sur _dmarc.${domain}, en TXT : v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}`,
  ],
  dmarcMissing: ({ domain }) => [
    'DMARC est absent',
    `Rien n’empêche d’autres d’écrire au nom de ${domain}.`,
    `Publiez sur _dmarc.${domain}, en TXT : v=DMARC1; p=none; rua=mailto:postmaster@${domain} – puis p=quarantine après quelques semaines.`,
  ],
  dmarcBroken: ({ record }) => [
    'DMARC est illisible',
    `Il n’est pas pris en compte : ${record}`,
    'Gardez un seul enregistrement, qui commence par v=DMARC1; p=quarantine;',
  ],
  notAnswered: ({ topic, domain }) => [
    `${topic} n’a pas été vérifié`,
    `Le DNS n’a pas répondu pour ${domain}.`,
    'Revérifiez plus tard.',
  ],
}
