import type { MailboxDiscovery } from '@levee/contract'

const host = 'mail.port-leveque.example'
const good = (code: string, text: string) => ({ code, tone: 'good' as const, text })

/** What the server answers of a domain that announces its servers. A test has no domain in the DNS of the world. */
export const foundServers: MailboxDiscovery = {
  candidates: [
    {
      source: 'srv',
      sources: ['srv', 'autoconfig'],
      protocol: 'imap',
      incoming: { host, port: 993, security: 'tls', username: 'factures@port-leveque.example' },
      outgoing: { host, port: 465, security: 'tls', username: 'factures@port-leveque.example' },
      authentication: 'password',
      advice: [
        good('sourcesAgree', '2 sources indiquent le même serveur.'),
        good(
          'announcesMail',
          'Nouveaux courriers visibles en quelques secondes : le serveur les annonce.',
        ),
        good('keepsFolders', 'Dossiers, lus et réponses tenus à jour dans les deux sens.'),
        good(
          'resumesFast',
          'Reprise rapide après une coupure, même sur une grande boîte : seuls les changements sont relus.',
        ),
        good(
          'severalReaders',
          'Webmail, téléphones et autres programmes inchangés : plusieurs personnes ou appareils peuvent lire la boîte.',
        ),
        {
          code: 'sourcesDiffer',
          tone: 'info',
          text: 'D’autres sources indiquent : imap.ancien.example.',
        },
      ],
    },
    {
      source: 'autoconfig',
      sources: ['autoconfig'],
      protocol: 'imap',
      incoming: {
        host: 'imap.ancien.example',
        port: 143,
        security: 'starttls',
        username: 'factures',
      },
      authentication: 'password',
      advice: [],
    },
  ],
  protocols: [
    { protocol: 'imap', verdict: 'recommended', advice: [] },
    {
      protocol: 'pop3',
      verdict: 'notOffered',
      advice: [
        {
          code: 'noServer',
          tone: 'warn',
          text: 'Le domaine ne l’annonce pas et aucun serveur n’a été trouvé.',
        },
      ],
    },
    {
      protocol: 'push',
      verdict: 'possible',
      advice: [
        good(
          'ownServer',
          'Votre propre serveur de courrier peut remettre les messages directement (LMTP), sans mot de passe.',
        ),
      ],
    },
  ],
  provider: null,
  hasOwnServer: true,
  sources: [
    { source: 'srv', outcome: 'found', detail: '_imaps:993, _submissions:465' },
    { source: 'autoconfig', outcome: 'found', detail: 'autoconfig.port-leveque.example' },
    { source: 'mx', outcome: 'found', detail: host },
    { source: 'guess', outcome: 'failed', detail: '' },
  ],
  milliseconds: 1900,
}
