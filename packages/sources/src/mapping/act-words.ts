import type { InteractionKind } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import type { Platform } from '@weft/model/platform'
import type { PostKind } from '@weft/model/post'
import { plainHeading } from './plain-heading.ts'

/** Words for acts as tools write them into cells, in several languages; written as {@link plainHeading} makes them. */
const ACT_WORDS: Readonly<Record<InteractionKind | 'original', string>> = {
  reply:
    'reply, replies, replied, replied to, reply to, replies to, antwort, antworten, reponse, repondre, respuesta, responder, risposta, reactie, antwoord, resposta',
  mention:
    'mention, mentions, mentioned, at mention, erwahnung, erwahnt, mencion, menciones, menzione, menzioni, vermelding, mencao, tag, tagged',
  repost:
    'repost, reposts, reposted, retweet, retweets, retweeted, rt, boost, boosts, boosted, reblog, reblogged, share, shares, shared, announce, geteilt, weitergeleitet, partage, partager, compartido, compartir, condivisione, condiviso, gedeeld, delen, compartilhamento, compartilhado',
  quote:
    'quote, quotes, quoted, quote tweet, quote post, quoted tweet, zitat, zitiert, citation, cita, citado, citazione, citaat, citacao',
  like: 'like, likes, liked, favorite, favorites, favorited, favourite, favourites, fav, heart, reaction, reactions, love, gefallt mir, gefallt, j aime, jaime, me gusta, mi piace, vind ik leuk, curtida, gosto',
  comment:
    'comment, comments, commented, kommentar, kommentare, commentaire, comentario, commento, opmerking, comentarios',
  original:
    'original, post, posts, tweet, tweets, status, toot, note, beitrag, publication, publicacion, bericht, publicacao',
}

const findAct = finderOf(ACT_WORDS)

/** The act that a cell names, in any of several languages; `null` for a word that is not known. */
export function actNamed(cell: string): InteractionKind | 'original' | null {
  return findAct(cell)
}

/** The kind of post that a cell names. Words for likes and mentions name none: no post is a like. */
export function postKindNamed(cell: string): PostKind | null {
  const act = actNamed(cell)
  if (act === 'comment') return 'reply'
  return act === 'like' || act === 'mention' ? null : act
}

const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  x: 'x, twitter, x twitter, twitter x, x com, twitter com, x formerly twitter, formerly twitter',
  mastodon: 'mastodon, fediverse',
  bluesky: 'bluesky, bsky, bsky app, bsky social',
  linkedin: 'linkedin, linked in, linkedin com, linkedin page, linkedin company page',
  instagram: 'instagram, ig, insta, instagram com, instagram business',
  facebook: 'facebook, fb, facebook com, facebook page, facebook pages',
  threads: 'threads, threads net, threads com',
  youtube: 'youtube, yt, youtube com, you tube',
  reddit: 'reddit, reddit com',
  slack: 'slack',
  discourse: 'discourse',
  other: 'other',
}

const findPlatform = finderOf(PLATFORM_WORDS)

/** The platform that a cell names, by one of the names that tools have for it; `null` for any other word. */
export function platformNamed(cell: string): Platform | null {
  return findPlatform(cell)
}

const HOSTS: readonly (readonly [pattern: RegExp, platform: Platform])[] = [
  [/^(?:twitter|x)\.com$/, 'x'],
  [/^(?:.*\.)?facebook\.com$|^fb\.(?:com|me)$/, 'facebook'],
  [/^instagram\.com$/, 'instagram'],
  [/^(?:.*\.)?linkedin\.com$/, 'linkedin'],
  [/^threads\.(?:net|com)$/, 'threads'],
  [/^(?:.*\.)?youtube\.com$|^youtu\.be$/, 'youtube'],
  [/^(?:.*\.)?reddit\.com$/, 'reddit'],
  [/^bsky\.app$/, 'bluesky'],
]

/** The platform that an address lies at; `null` for any other host: Fediverse servers have names of their own. */
export function platformOfUrl(url: string): Platform | null {
  const host = /^(?:https?:\/\/)?(?:(?:www|m|mobile)\.)?([\w.-]+)(?:[/?#:]|$)/i.exec(url.trim())?.[1]?.toLowerCase()
  return HOSTS.find(([pattern]) => host !== undefined && pattern.test(host))?.[1] ?? null
}

const PARTY_WORDS: Readonly<Record<Party, string>> = {
  owned: 'owned, own, us, official, our account, eigen, eigener account, propre, propio, proprio, proprio account',
  employee:
    'employee, employees, staff, colleague, team, mitarbeiter, mitarbeiterin, mitarbeitende, angestellte, employe, salarie, empleado, personal, dipendente, medewerker, funcionario, colaborador',
  customer: 'customer, customers, client, clients, kunde, kundin, kunden, cliente, clientes, clienti, klant, klanten',
  partner: 'partner, partners, vendor, supplier, sponsor, partenaire, socio, parceiro, fornitore',
  third_party:
    'third party, third parties, independent, peer, dritte, unabhangig, tiers, tercero, terzi, derde, terceiro',
  media: 'media, press, journalist, presse, medien, medios, prensa, stampa, pers, imprensa',
  unclassified: 'unclassified, unknown, unbekannt, inconnu, desconocido, sconosciuto, onbekend, desconhecido',
}

const findParty = finderOf(PARTY_WORDS)

/** What an account is to us, by the words people write into lists; `null` for any other word. */
export function partyNamed(cell: string): Party | null {
  return findParty(cell)
}

/** Such columns hold a handful of words, a million times. */
const REMEMBERED_MAX = 1000

function finderOf<Name extends string>(words: Readonly<Record<Name, string>>): (cell: string) => Name | null {
  const nameOf = new Map(
    (Object.entries(words) as [Name, string][]).flatMap(([name, list]) =>
      [...list.split(','), name].map((word): [string, Name] => [plainHeading(word), name]),
    ),
  )
  const found = new Map<string, Name | null>()
  return (cell) => {
    const known = found.get(cell)
    if (known !== undefined) return known
    const name = nameOf.get(plainHeading(cell)) ?? null
    if (found.size >= REMEMBERED_MAX) found.clear()
    found.set(cell, name)
    return name
  }
}
