import { intlLocale } from '../i18n.ts'

/** `40 s`, `3 min 40`, `1 h 05`: short, for figures that change. */
export function shortDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return unit(whole, 'second')
  if (whole < 3600) return pair(Math.floor(whole / 60), 'minute', whole % 60)
  const minutes = Math.round(whole / 60)
  return pair(Math.floor(minutes / 60), 'hour', minutes % 60)
}

/** A length that is only estimated, in steps that do not flicker: 20 s, from ten minutes on whole minutes. */
export function roughDuration(seconds: number): string {
  const step = seconds < 60 ? 5 : seconds < 600 ? 20 : 60
  return shortDuration(Math.max(step, Math.round(seconds / step) * step))
}

function pair(large: number, name: 'minute' | 'hour', small: number): string {
  return small === 0
    ? unit(large, name)
    : `${unit(large, name)}\u00a0${String(small).padStart(2, '0')}`
}

function unit(value: number, name: 'second' | 'minute' | 'hour'): string {
  return new Intl.NumberFormat(intlLocale(), { style: 'unit', unit: name, unitDisplay: 'short' })
    .format(value)
    .replace(/secs?$/, 's')
    .replace(/mins$/, 'min')
    .replace(/hrs?$/, 'h')
    .replace(' ', '\u00a0')
}
