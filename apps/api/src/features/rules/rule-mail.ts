type Told = {
  locale: 'fr' | 'en'
  rule: string
  reference: string | null
  subject: string
  from: string
  organisation: string
}

/** What a rule tells by mail. */
export function ruleMail({ locale, rule, reference, subject, from, organisation }: Told): {
  subject: string
  text: string
} {
  const name = [reference, subject].filter(Boolean).join(' · ')
  const [title, who, why] =
    locale === 'fr'
      ? [`Courrier signalé : ${name}`, `De : ${from}`, `La règle « ${rule} » vous en informe.`]
      : [`Mail for your attention: ${name}`, `From: ${from}`, `The rule “${rule}” tells you of it.`]
  return { subject: title, text: `${name}\n${who}\n\n${why}\n\n${organisation} · Levee\n` }
}
