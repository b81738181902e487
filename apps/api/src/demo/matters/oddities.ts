import type { RawMail } from '../matter.ts'

const NESTED = 1_000 // containers in containers: more than any reader follows

function letterOf(header: string[], text: string): (date: Date) => Buffer {
  return (date) =>
    Buffer.from(
      [
        ...header,
        `Date: ${date.toUTCString()}`,
        `Message-ID: <${date.getTime()}.${header.length}@relais.example>`,
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
        '',
      ].join('\r\n'),
    )
}

/** A scan whose parts are nested so deeply that it is read in part only: kept, shown, and downloadable. */
function damagedScan(date: Date): Buffer {
  let mail = `From: Copieur du premier <copieur@port-leveque.example>\r
To: courrier@port-leveque.example\r
Subject: Numerisation 0412\r
Date: ${date.toUTCString()}\r
Message-ID: <scan-0412@port-leveque.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="p0"\r
\r
`
  for (let depth = 0; depth < NESTED; depth++)
    mail += `--p${depth}\r\nContent-Type: multipart/mixed; boundary="p${depth + 1}"\r\n\r\n`
  return Buffer.from(`${mail}--p${NESTED}\r\nContent-Type: text/plain\r\n\r\n.\r\n`)
}

/** What no desk is spared: unwanted mail, and one message that no program can read to its end. */
export const oddities: RawMail[] = [
  { mailbox: 'courrier', at: '148m', raw: damagedScan },
  {
    mailbox: 'courrier',
    at: '4d 6:12',
    status: 'spam',
    raw: letterOf(
      [
        'From: Referencement Pro <offre@visibilite-web.example>',
        'To: courrier@port-leveque.example',
        'Subject: Votre site en premiere page garantie',
      ],
      'Bonjour,\r\n\r\nVotre site n’apparaît pas en première page. Notre offre de référencement est à moitié prix jusqu’à ce soir.\r\n\r\nCliquez pour en profiter : https://visibilite-web.example/offre',
    ),
  },
  {
    mailbox: 'factures',
    at: '6d 5:47',
    status: 'spam',
    raw: letterOf(
      [
        'From: Service Colis <suivi@colis-attente.example>',
        'To: factures@port-leveque.example',
        'Subject: Votre colis est en attente de paiement',
      ],
      'Votre colis est retenu. Réglez 1,95 € de frais pour le recevoir : https://colis-attente.example/payer',
    ),
  },
  {
    mailbox: 'urbanisme',
    at: '12d 4:20',
    status: 'spam',
    raw: letterOf(
      [
        'From: Annuaire National <contact@annuaire-national.example>',
        'To: urbanisme@port-leveque.example',
        'Subject: Derniere relance avant radiation',
      ],
      'Sans réponse de votre part, votre établissement sera radié de l’annuaire. Retournez le formulaire joint et un règlement de 890 €.',
    ),
  },
]
