/** Providers that give a box to anybody: sharing such a domain says nothing about two people. */
const PUBLIC_MAIL_DOMAINS = new Set(
  `aim.com aliceadsl.fr aol.com aol.fr bbox.fr bluewin.ch btinternet.com bouyguestelecom.fr
  cegetel.net club-internet.fr comcast.net dbmail.com duck.com fastmail.com fastmail.fm free.fr
  freenet.de freesbee.fr gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net googlemail.com
  hey.com hotmail.be hotmail.ca hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr
  hotmail.it hushmail.com icloud.com inbox.com inbox.ru ik.me laposte.net libero.it live.be
  live.ca live.co.uk live.com live.fr live.it live.nl mac.com mail.com mail.de mail.ru mailo.com
  me.com msn.com neuf.fr noos.fr netcourrier.com numericable.fr orange.fr orange.com outlook.be
  outlook.com outlook.de outlook.es outlook.fr outlook.it pm.me posteo.de posteo.net proton.me
  protonmail.ch protonmail.com qq.com rocketmail.com sfr.fr sfr.net skynet.be sky.com t-online.de
  telenet.be tuta.com tutanota.com tutanota.de verizon.net videotron.ca virgilio.it virginmedia.com
  voila.fr wanadoo.fr web.de yahoo.ca yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it
  yandex.com yandex.ru ymail.com zaclys.net ziggo.nl zoho.com 126.com 163.com`.split(/\s+/),
)

/** Whether anybody can have an address in this domain (lower case). */
export function isPublicMailDomain(domain: string): boolean {
  return PUBLIC_MAIL_DOMAINS.has(domain)
}
