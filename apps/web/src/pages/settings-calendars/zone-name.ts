import { t } from '@lingui/core/macro'

/** A part of a country that has holidays of its own. */
export function zoneName(zone: string): string {
  switch (zone) {
    case 'alsace-moselle':
      return t`Alsace-Moselle`
    case 'guadeloupe':
      return t`Guadeloupe`
    case 'guyane':
      return t`French Guiana`
    case 'la-reunion':
      return t`Réunion`
    case 'martinique':
      return t`Martinique`
    case 'mayotte':
      return t`Mayotte`
    case 'nouvelle-caledonie':
      return t`New Caledonia`
    case 'polynesie-francaise':
      return t`French Polynesia`
    case 'saint-barthelemy':
      return t`Saint Barthélemy`
    case 'saint-martin':
      return t`Saint Martin`
    case 'saint-pierre-et-miquelon':
      return t`Saint Pierre and Miquelon`
    case 'wallis-et-futuna':
      return t`Wallis and Futuna`
    default:
      return zone
  }
}
