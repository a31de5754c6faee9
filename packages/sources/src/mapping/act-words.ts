import type { InteractionKind } from '@weft/model/interaction'
import type { Party } from '@weft/model/party'
import type { PostKind } from '@weft/model/post'
import { finderOf } from './finder-of-words.ts'

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
