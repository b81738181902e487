import { pdfOf, zipOf } from '@levee/mail/testing'
import type { LetterFile } from './letters.ts'
import { pngOf } from './png-of.ts'

export const plan: LetterFile = {
  name: 'Plan-terrasse-cote.pdf',
  contentType: 'application/pdf',
  content: pdfOf(['Brasserie du Quai, terrasse 2026', 'Mobilier']),
}
export const photo: LetterFile = {
  name: 'Façade.png',
  contentType: 'image/png',
  content: pngOf(1200, 800),
}
export const notes: LetterFile = {
  name: 'Relevé.txt',
  contentType: 'text/plain; charset=utf-8',
  content: Array.from({ length: 80 }, (_, at) => `Table ${at + 1} : 60 × 60 cm`).join('\n'),
}
export const macros: LetterFile = {
  name: 'Devis.docm',
  contentType: 'application/vnd.ms-word.document.macroEnabled.12',
  content: zipOf([{ name: 'word/vbaProject.bin', content: Buffer.from('Sub AutoOpen()') }]),
}
export const disguised: LetterFile = {
  name: 'Facture.pdf.exe',
  contentType: 'application/octet-stream',
  content: 'MZ',
}
