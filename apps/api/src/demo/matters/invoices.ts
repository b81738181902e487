import type { Matter } from '../matter.ts'

const galand = { name: 'Galand TP', address: 'facturation@galand-tp.example' }
const imprimerie = { name: 'Imprimerie du Phare', address: 'compta@imprimerie-du-phare.example' }

/** What arrives at factures@ these days. */
export const invoices: Matter[] = [
  {
    mailbox: 'factures',
    from: { name: 'Galand TP – Comptabilité', address: 'comptabilite@galland-tp.example' },
    subject: 'Changement de coordonnées bancaires',
    steps: [
      {
        at: '111m',
        mail: `Bonjour,

Suite à un changement d’établissement bancaire, merci d’actualiser notre RIB avant le prochain règlement. Le nouveau relevé d’identité bancaire est joint.

Nous vous demandons de traiter cette demande aujourd’hui et de nous en confirmer la prise en compte par retour de mail.

Votre espace fournisseur : https://www.galand-tp.example/fournisseurs

Service comptabilité
Galand TP`,
        html: `<p>Bonjour,</p>
<p>Suite à un changement d’établissement bancaire, merci d’actualiser notre RIB avant le prochain règlement. Le nouveau relevé d’identité bancaire est joint.</p>
<p>Nous vous demandons de traiter cette demande <b>aujourd’hui</b> et de nous en confirmer la prise en compte par retour de mail.</p>
<p>Votre espace fournisseur : <a href="https://galland-tp.example/rib">https://www.galand-tp.example/fournisseurs</a></p>
<p>Service comptabilité<br>Galand TP</p>`,
        files: [
          {
            name: 'Nouveau-RIB.pdf',
            kind: 'letter',
            title: 'Relevé d’identité bancaire',
            lines: ['Titulaire : Galand TP'],
          },
        ],
      },
      { at: '90m', set: { tags: ['facture'] }, by: 'sophie' },
      {
        at: '88m',
        note: 'L’adresse n’est pas celle de Galand TP (galand-tp.example, avec un seul l). J’appelle leur comptable au numéro du marché avant toute chose. Ne pas répondre.',
        by: 'sophie',
      },
    ],
  },
  {
    mailbox: 'factures',
    from: galand,
    subject: 'Facture FA-0317 – rue des Tanneurs, tranche 2',
    steps: [
      {
        at: '1d 15:02',
        mail: `Madame, Monsieur,

Veuillez trouver ci-joint la facture relative à la réfection de la chaussée, rue des Tanneurs, tranche 2, conformément au marché 2025-14.

Le procès-verbal de réception, signé sans réserve, est annexé.

Cordialement,
Galand TP`,
        files: [
          {
            name: 'FA-0317.pdf',
            kind: 'letter',
            title: 'Facture FA-0317',
            lines: [
              'Marché 2025-14 – rue des Tanneurs, tranche 2',
              '',
              'Décaissement et évacuation : 18 240,00 €',
              'Grave bitume et enrobé : 41 615,00 €',
              'Reprise de bordures : 6 380,00 €',
              '',
              'Total HT : 66 235,00 €',
              'TVA 20 % : 13 247,00 €',
              'Total TTC : 79 482,00 €',
            ],
          },
          {
            name: 'PV-reception.pdf',
            kind: 'letter',
            title: 'Procès-verbal de réception',
            lines: ['Réception prononcée sans réserve.'],
          },
        ],
      },
      { at: '1d 15:40', set: { tags: ['facture'], team: 'finances', dueIn: 1 }, by: 'sophie' },
    ],
  },
  {
    mailbox: 'factures',
    from: galand,
    subject: 'Situation de travaux n° 2 – rue des Tanneurs',
    steps: [
      {
        at: '8d 9:20',
        mail: `Madame, Monsieur,

Notre chef de chantier me signale que la situation n° 2 n’a pas été visée. Pouvez-vous me dire s’il vous manque une pièce ?

Cordialement,
Galand TP`,
      },
      {
        at: '8d 14:05',
        reply: `Bonjour,

Il nous manque le constat d’avancement signé des deux parties. Dès réception, la situation part au paiement.

Bien cordialement,
Sophie Marchetti
Service des finances`,
        by: 'sophie',
        status: 'waiting',
      },
      {
        at: '7d 10:12',
        mail: `Bonjour,

Le voici, signé ce matin sur place avec Monsieur Benali.

Cordialement,
Galand TP`,
        files: [
          {
            name: 'Constat-avancement-2.pdf',
            kind: 'letter',
            title: 'Constat d’avancement n° 2',
            lines: ['Rue des Tanneurs, tranche 1', 'Avancement constaté : 60 %'],
          },
        ],
      },
      {
        at: '7d 11:00',
        set: { status: 'archived', tags: ['facture'], assignee: 'sophie' },
        by: 'sophie',
      },
    ],
  },
  {
    mailbox: 'factures',
    from: imprimerie,
    subject: 'Facture 2218 : bulletin municipal',
    steps: [
      {
        at: '6d 10:40',
        mail: `Bonjour,

Ci-joint notre facture pour l’impression du bulletin municipal (4 200 exemplaires, 24 pages, papier recyclé).

Bonne réception,
Imprimerie du Phare`,
        files: [
          {
            name: 'Facture-2218.pdf',
            kind: 'letter',
            title: 'Facture 2218',
            lines: ['Bulletin municipal, 4 200 exemplaires', 'Total TTC : 3 864,00 €'],
          },
        ],
      },
      {
        at: '6d 11:10',
        set: { tags: ['facture'], assignee: 'sophie', team: 'finances' },
        by: 'sophie',
      },
      {
        at: '5d 9:15',
        reply: `Bonjour,

Le bon de commande portait sur 4 000 exemplaires. Pouvez-vous nous adresser une facture rectifiée, ou le bon de livraison des 200 supplémentaires ?

Bien cordialement,
Sophie Marchetti
Service des finances`,
        by: 'sophie',
        status: 'waiting',
      },
      {
        at: '5d 9:16',
        automatic: true,
        subject: 'Réponse automatique : Facture 2218 : bulletin municipal',
        mail: `Bonjour,

Je suis absente jusqu’à lundi. Pour toute urgence, l’atelier répond au 02 00 00 00 00.

Imprimerie du Phare`,
      },
      {
        at: '66m',
        mail: `Bonjour Madame,

Vous avez raison, voici la facture rectifiée à 4 000 exemplaires. Les 200 autres étaient la gâche, ils vous sont offerts.

Bien à vous,
Catherine Ollivier`,
        files: [
          {
            name: 'Facture-2218-rectifiee.pdf',
            kind: 'letter',
            title: 'Facture 2218 rectifiée',
            lines: ['Bulletin municipal, 4 000 exemplaires', 'Total TTC : 3 680,00 €'],
          },
        ],
      },
    ],
  },
  {
    mailbox: 'factures',
    from: { name: 'Énergie Estuaire', address: 'collectivites@energie-estuaire.example' },
    subject: 'Relance : facture d’électricité, groupe scolaire',
    steps: [
      {
        at: '22d 8:10',
        mail: `Madame, Monsieur,

Sauf erreur de notre part, la facture du groupe scolaire Les Aulnes, d’un montant de 4 127,36 €, n’a pas été réglée à son échéance.

Nous vous remercions de régulariser cette situation.

Énergie Estuaire, service des collectivités`,
      },
      {
        at: '22d 9:05',
        set: { tags: ['facture'], team: 'finances', assignee: 'sophie', dueIn: -3 },
        by: 'sophie',
      },
      {
        at: '21d 14:20',
        note: 'Mandatée le mois dernier, rejetée par la trésorerie (RIB inversé avec la piscine). Remandatée, j’attends le bordereau.',
        by: 'sophie',
      },
    ],
  },
]
