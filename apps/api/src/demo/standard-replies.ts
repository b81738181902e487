import type { NewTemplate } from '@levee/contract'
import type { Deps } from '../deps.ts'
import { createTemplate } from '../features/templates/service.ts'
import type { Viewer } from '../http/viewer.ts'
import type { MailboxKey, TagKey } from './matter.ts'

type Kept = { tags: Record<TagKey, string>; mailboxes: Record<MailboxKey, { id: string }> }

/** The town hall's standard replies, in two languages; some do something besides, one is read by a second person. */
export async function writeStandardReplies(deps: Deps, admin: Viewer, kept: Kept): Promise<void> {
  for (const template of standardReplies(kept)) await createTemplate(deps, admin, template)
}

function standardReplies({ tags, mailboxes }: Kept): NewTemplate[] {
  const planning = {
    folder: 'Urbanisme',
    mailboxIds: [mailboxes.urbanisme.id, mailboxes.courrier.id],
  }
  return [
    {
      ...planning,
      name: 'AR Urbanisme',
      language: 'fr',
      html: paragraphs(
        '{{civilité}},',
        'Le service urbanisme a bien reçu votre courrier du {{dateRéception}}, enregistré sous le numéro <b>{{numéro}}</b>.',
        'Une réponse vous sera adressée au plus tard le {{échéance|jour}}. Merci de rappeler ce numéro dans vos échanges.',
        '{{organisme}}',
      ),
    },
    {
      ...planning,
      name: 'Planning acknowledgement',
      language: 'en',
      html: paragraphs(
        '{{salutation}},',
        'The planning department received your mail of {{receivedAt}}. Its registration number is <b>{{reference}}</b>.',
        'You will have an answer by {{dueAt|weekday}}. Please quote this number when you write again.',
        '{{organisation}}',
      ),
    },
    {
      ...planning,
      name: 'Permis : pièces à compléter',
      language: 'fr',
      html: paragraphs(
        '{{civilité}},',
        'Après examen de votre dossier {{numéro}}, les pièces suivantes manquent : {{pièces}}.',
        'Vous pouvez nous les adresser en réponse à ce message ; l’instruction reprendra dès qu’elles nous seront parvenues.',
        '{{agent}}, {{service}}',
      ),
      actions: [
        { type: 'addTag', tagId: tags.permis },
        { type: 'setStatus', status: 'waiting' },
      ],
    },
    {
      folder: 'Domaine public',
      name: 'Terrasse : accord',
      language: 'fr',
      subject: 'Votre demande de terrasse, {{numéro}}',
      html: paragraphs(
        '{{civilité}},',
        'Votre demande de terrasse est acceptée pour une surface de {{surface}}. La redevance annuelle est de {{redevance|montant}}.',
        'L’arrêté vous parviendra par courrier postal sous quinze jours.',
        '{{agent}}, {{organisme}}',
      ),
      actions: [{ type: 'addTag', tagId: tags.domaine }],
      needsApproval: true,
    },
    {
      folder: 'Accueil',
      name: 'Passed on to the department in charge',
      language: 'en',
      html: paragraphs(
        '{{salutation}},',
        'Thank you for your message. It concerns {{department}}, to whom we passed it on today under the number {{reference}}.',
        '{{user}}, {{organisation}}',
      ),
    },
  ]
}

function paragraphs(...texts: string[]): string {
  return texts.map((text) => `<p>${text}</p>`).join('')
}
