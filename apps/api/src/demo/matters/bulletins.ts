import type { RawMail, When } from '../matter.ts'

type Bulletin = {
  from: string
  host: string
  subject: string
  title: string
  stories: [string, string][]
}

const reseau: Bulletin = {
  from: 'Réseau des communes littorales',
  host: 'communes-littorales.example',
  subject: 'La lettre du littoral',
  title: 'La lettre du littoral',
  stories: [
    [
      'Trait de côte : le décret est paru',
      'Les communes volontaires ont trois ans pour cartographier l’érosion. Retour d’expérience de quatre d’entre elles.',
    ],
    [
      'Marchés groupés',
      'Le groupement d’achat d’électricité ouvre sa deuxième campagne. Les intentions sont attendues avant la fin du mois.',
    ],
    [
      'Agenda',
      'Rencontres annuelles : gestion des ports à sec, terrasses et accessibilité, eaux de baignade.',
    ],
  ],
}

const culture: Bulletin = {
  from: 'Théâtre de l’Estuaire',
  host: 'theatre-estuaire.example',
  subject: 'À l’affiche ce mois-ci',
  title: 'À l’affiche ce mois-ci',
  stories: [
    [
      'Les Marées, création',
      'Trois comédiennes, une barque, la brume. Une heure quinze, dès dix ans.',
    ],
    ['Scolaires', 'Il reste des places le mardi matin pour les classes de CM1 et CM2.'],
  ],
}

const numerique: Bulletin = {
  from: 'Observatoire du numérique public',
  host: 'numerique-public.example',
  subject: 'Cinq brèves pour les mairies',
  title: 'Cinq brèves pour les mairies',
  stories: [
    [
      'Mots de passe',
      'Une phrase de quatre mots vaut mieux que huit signes compliqués. Notre affiche est à imprimer.',
    ],
    [
      'Hameçonnage',
      'Les faux changements de RIB visent d’abord les services des finances : appelez toujours au numéro connu.',
    ],
    [
      'Accessibilité',
      'Le référentiel est mis à jour ; ce qui change pour les sites communaux tient en une page.',
    ],
  ],
}

const WEEKS = [2, 9, 16, 23, 31, 38, 47, 54] // working days ago

/** Newsletters, with their pictures on other people's servers; most were archived unread. */
export const bulletins: RawMail[] = WEEKS.flatMap((age, issue) => {
  const chosen = issue % 2 === 0 ? [reseau, numerique] : [culture]
  return chosen.map((bulletin, place): RawMail => {
    const at: When = `${age}d ${7 + place}:${30 + issue}`
    const raw = (date: Date): Buffer => newsletter(bulletin, { date, issue: 48 - issue })
    return { mailbox: 'courrier', at, raw, ...(age > 5 && { status: 'archived' }) }
  })
})

function newsletter(bulletin: Bulletin, { date, issue }: { date: Date; issue: number }): Buffer {
  const { from, host, subject } = bulletin
  const header = [
    `From: ${encoded(from)} <lettre@${host}>`,
    'To: courrier@port-leveque.example',
    `Subject: ${encoded(`${subject} – n° ${issue}`)}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <lettre-${issue}-${date.getTime()}@${host}>`,
    `List-Id: <lettre.${host}>`,
    `List-Unsubscribe: <https://${host}/desabonnement>`,
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'Precedence: bulk',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ]
  const body = Buffer.from(page(bulletin, issue)).toString('base64')
  const lines = body.match(/.{1,76}/gu) ?? []
  return Buffer.from(`${header.join('\r\n')}\r\n\r\n${lines.join('\r\n')}\r\n`)
}

/** A header's text beyond ASCII (RFC 2047). */
function encoded(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}

function page({ title, host, from, stories }: Bulletin, issue: number): string {
  const articles = stories.map(
    ([heading, text], index) => `
<tr><td style="padding:20px 32px">
  <img src="https://images.${host}/${issue}/${index + 1}.jpg" width="536" height="180" alt="" style="display:block;width:100%">
  <h2 style="margin:14px 0 6px;font:600 18px Georgia,serif;color:#14384b">${heading}</h2>
  <p style="margin:0;font:15px/1.55 Georgia,serif;color:#333">${text}</p>
  <p style="margin:10px 0 0;font:14px Georgia,serif"><a href="https://${host}/${issue}/${index + 1}" style="color:#0a6a94">Lire la suite</a></p>
</td></tr>`,
  )
  return `<!doctype html><html><body style="margin:0;background:#eef2f3">
<table width="600" align="center" cellpadding="0" cellspacing="0" style="background:#ffffff;margin:24px auto">
<tr><td style="background:#14384b;padding:26px 32px;color:#fff;font:600 24px Georgia,serif">${title}
  <div style="font:13px Georgia,serif;opacity:.8;margin-top:6px">${from} · n° ${issue}</div></td></tr>
${articles.join('')}
<tr><td style="padding:18px 32px;font:12px Georgia,serif;color:#777;border-top:1px solid #ddd">
  Vous recevez cette lettre parce que votre commune est membre. <a href="https://${host}/desabonnement">Se désabonner</a>
  <img src="https://suivi.${host}/p.gif" width="1" height="1" alt=""></td></tr>
</table></body></html>`
}
