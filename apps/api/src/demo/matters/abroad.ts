import type { Matter } from '../matter.ts'

const wexcombe = { name: 'Harriet Langley', address: 'h.langley@wexcombe-twinning.example' }

/** Mail in English: neighbours across the water, visitors, owners of holiday homes. */
export const abroad: Matter[] = [
  {
    mailbox: 'courrier',
    from: wexcombe,
    subject: 'Twinning weekend: programme and host families',
    steps: [
      {
        at: '10d 12:05',
        mail: `Dear Emma,

The Wexcombe committee met last night and everybody is looking forward to the weekend in Port-Lévêque. We shall be thirty-two, including the brass band and nine children.

Could you let us know how many host families you have found, and whether the town hall square will be free on the Saturday afternoon for the concert?

With all good wishes,
Harriet Langley
Wexcombe Twinning Association`,
      },
      {
        at: '10d 13:40',
        set: { tags: ['jumelage'], assignee: 'emma', team: 'accueil' },
        by: 'nadia',
      },
      {
        at: '9d 10:15',
        reply: `Dear Harriet,

How lovely to hear from you. We have eleven host families so far, with room for twenty-six; I am confident of the rest. The square is booked for you from two until six.

Could you send me the list of names with ages and allergies by the end of next week?

Best wishes,
Emma Collins
International relations, Port-Lévêque`,
        by: 'emma',
        status: 'waiting',
      },
      {
        at: '83m',
        mail: `Dear Emma,

Here is the list, with two vegetarians and one nut allergy (Oliver, 14) marked on it.

Would it be possible for the band to rehearse in the church on the Friday evening?

Warmly,
Harriet`,
        files: [
          {
            name: 'Wexcombe-visitors.pdf',
            kind: 'letter',
            title: 'Wexcombe visitors',
            lines: [
              'Thirty-two visitors, of whom nine under sixteen.',
              'Two vegetarians. One nut allergy.',
            ],
          },
        ],
      },
      { at: '81m', set: { dueIn: 2 }, by: 'emma' },
    ],
  },
  {
    mailbox: 'courrier',
    from: { name: 'Captain Miles Thornbury', address: 'master@morningstar-sail.example' },
    subject: 'Berth for the sail training ship Morning Star',
    steps: [
      {
        at: '4d 17:30',
        mail: `Dear Sir or Madam,

The sail training ship Morning Star (length 38 m, draught 3.1 m) will be calling along your coast in early summer with eighteen young people on board. We would be glad to lie alongside the quai des Gabares for two nights and to open the ship to your schools.

May I ask which office grants the berth, and whether fresh water is available on the quay?

Yours faithfully,
Miles Thornbury, Master`,
      },
      { at: '3d 9:20', set: { tags: ['domaine'], assignee: 'emma', dueIn: 5 }, by: 'emma' },
      {
        at: '3d 9:24',
        note: 'Harbour office says 3.4 m at low water on the north side, so she fits. Claire, can we keep the terrace of the Brasserie clear of the gangway?',
        by: 'emma',
      },
    ],
  },
  {
    mailbox: 'courrier',
    from: { name: 'Douglas Pemberton', address: 'd.pemberton@mailbox.example' },
    subject: 'Tax on second homes – notice received twice',
    steps: [
      {
        at: '2d 19:55',
        mail: `Good evening,

My wife and I own the small house at 4 impasse du Four. This year we received two notices for the same property, with different amounts (€612 and €648). We paid the first one in October.

Please could you tell us which one is right? I am sorry to write in English; my French is fine for the market but not for taxes.

Kind regards,
Douglas Pemberton`,
        files: [
          {
            name: 'Notice-2.pdf',
            kind: 'letter',
            title: 'Avis d’imposition',
            lines: ['4 impasse du Four', 'Montant : 648 €'],
          },
        ],
      },
      { at: '1d 9:10', set: { team: 'finances' }, by: 'nadia' },
    ],
  },
  {
    mailbox: 'courrier',
    from: { name: 'Northlight Films', address: 'locations@northlight-films.example' },
    subject: 'Filming permission, old fish market',
    steps: [
      {
        at: '131m',
        mail: `Hello,

We are scouting locations for a documentary about estuary towns and would love to film in the old fish market on two mornings next month, between 6 and 9, with a crew of five and no lights.

We carry public liability insurance of €5 million and leave no trace. Whom should we ask, and is there a fee?

Many thanks,
Priya Raman
Location manager`,
      },
    ],
  },
  {
    mailbox: 'urbanisme',
    from: { name: 'Alison Whitfield', address: 'alison@whitfield-home.example' },
    subject: 'Do I need a permit for roof windows?',
    steps: [
      {
        at: '1d 10:33',
        mail: `Dear planning department,

I have just bought 9 rue de l’Écluse and would like to add two roof windows on the garden side, 78 × 118 cm each. The roof is slate.

Do I need a full permit or a simple declaration, and how long does it take? I can bring drawings to the office any weekday.

Best regards,
Alison Whitfield`,
      },
      {
        at: '1d 11:00',
        set: { tags: ['permis'], assignee: 'theo', team: 'urbanisme', dueIn: 6 },
        by: 'karim',
      },
    ],
  },
]
