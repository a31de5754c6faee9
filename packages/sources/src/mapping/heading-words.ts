import type { CountedThing } from '@weft/model/count-record'
import { plainHeading } from './plain-heading.ts'
import type { Role } from './roles.ts'

/**
 * What people and tools call a column, in English, German, French, Spanish, Italian, Dutch and Portuguese. A word after
 * `~` is another column's as often as not: it counts less.
 */
const WORDS_OF_ROLE: Readonly<Record<Role, string>> = {
  account: `account, handle, username, user name, screen name, account handle, account username, profile, page, channel,
    user, nickname, twitter handle, twitter name, twitter username, instagram handle, x handle, account address, ~name, ~id,
    konto, benutzername, nutzername, profil, seite, kanal, compte, nom d utilisateur, cuenta, usuario,
    nombre de usuario, perfil, pagina, utente, nome utente, profilo, gebruiker, gebruikersnaam, profiel, conta,
    nome de usuario, utilizador`,
  account_id: `account id, user id, page id, channel id, profile id, twitter id, twitter user id, konto id, seiten id,
    nutzer id, id du compte, id de la page, id de la cuenta, id de la pagina, id dell account, id utente,
    gebruikers id, id da conta, id da pagina, ~id, ~id str`,
  actor: `actor, source, from, from user, from account, sender, initiator, source user, who, ~author, ~user, ~username,
    ~user name, ~screen name, ~handle, von, absender, quelle, sender, de, expediteur, emisor, remitente, origen, desde,
    da, mittente, origine, van, afzender, bron, remetente, origem`,
  actor_id: `actor id, source id, from id, from user id, sender id, source user id, ~author id, ~user id, absender id,
    id de l expediteur, id del remitente, id mittente, afzender id, id do remetente`,
  author: `author, author handle, author username, username, user name, screen name, user screen name, twitter screen name,
    influencer, posted by, from user, account username, profile, page, ~user, ~account, ~handle, ~from, ~channel,
    ~account name, ~page name, ~name, ~sender, autor, autorin, verfasser, benutzername, nutzername, seitenname, profil,
    kontoname, nutzername des kontos, auteur, nom d utilisateur, nom de la page, nom du compte, nombre de usuario,
    nombre de la pagina, usuario, perfil, autore, nome utente, nome della pagina, profilo, gebruikersnaam, paginanaam,
    profiel, nome de usuario, nome da pagina, autora`,
  author_id: `author id, user id, author channel id, channel id, account id, page id, twitter user id, from user id,
    user id str, seiten id, konto id, autor id, id de l auteur, id de la page, id du compte, id del autor,
    id de la pagina, id de la cuenta, id autore, id della pagina, auteur id, pagina id, id do autor, id da pagina`,
  author_name: `author name, display name, full name, author display name, ~name, ~account name, ~page name, ~user name,
    anzeigename, vollstandiger name, name der seite, name des kontos, nom affiche, nom complet, nombre completo,
    nombre para mostrar, nome completo, nome visualizzato, weergavenaam, volledige naam, nome de exibicao`,
  basis: 'basis, reason, grundlage, base, fondement, motivo, grond',
  clock: `clock, clock time, time of day, publishing time, post time, ~time, ~hour, uhrzeit, ~zeit, heure,
    ~heure de publication, hora, ~hora de publicacion, ora, ~orario, tijd, ~tijdstip, horario`,
  consent: `consent, consented, agreed, einwilligung, zustimmung, einverstanden, consentement, consentimiento, consenso,
    toestemming, consentimento`,
  conversation_id: `conversation id, thread id, thread, conversation, root id, link id, video id, konversations id,
    unterhaltung, id de conversation, fil, id de conversacion, conversacion, hilo, id conversazione, conversazione,
    gesprek, gespreks id, id da conversa, conversa`,
  department: `department, unit, division, team, office, abteilung, bereich, referat, departement, departamento,
    area, reparto, ufficio, afdeling, setor`,
  description: `description, bio, biography, biographie, about, profile description, beschreibung, biografie, uber, descripcion,
    biografia, descrizione, beschrijving, descricao, user description`,
  display_name: `display name, full name, real name, name, account name, page name, author name, anzeigename, seitenname,
    vollstandiger name, nom, nom complet, nom affiche, nombre, nombre completo, nome, nome completo, naam,
    weergavenaam, volledige naam, nome de exibicao`,
  followed: `followed, followee, followed account, followed user, following, friend, target, to, gefolgt, gefolgtes konto,
    folgt, suivi, compte suivi, seguido, cuenta seguida, seguito, account seguito, gevolgd, gevolgde, gevolgd account,
    conta seguida`,
  followed_id: 'followed id, followee id, friend id, following id, followed user id, target id',
  follower: `follower, follower handle, follower username, follower account, follower name, source, from, ~followers,
    abonnent, folgende person, abonne, seguidor, volger, seguidora, ~user, ~username, ~account`,
  follower_id: 'follower id, follower user id, source id, ~user id',
  id: `id, post id, tweet id, status id, message id, comment id, interaction id, mention id, resource id, edge id, id str,
    status id str, uid, kennung, beitrags id, beitrag id, nachrichten id, kommentar id, id de la publication,
    id de publication, identifiant, identifiant de la publication, id de publicacion, id de la publicacion,
    identificador, identificador de la publicacion, id del post, identificativo, id post, id bericht, bericht id,
    id da publicacao, id do post, ~guid, ~key`,
  kind: `kind, type, action, act, interaction, interaction type, relation, relationship, post type, tweet type, event,
    event type, thread entry type, ~content type, typ, art, aktion, interaktion, interaktionsart, beitragsart,
    beitragstyp, type d interaction, type de publication, tipo, tipo de interaccion, accion, tipo de publicacion,
    tipo di interazione, azione, tipo di post, soort, actie, type interactie, type bericht, acao, tipo de interacao,
    tipo de publicacao`,
  language: `language, lang, post language, sprache, langue, idioma, lengua, lingua, taal`,
  mentions: `mentions, mentioned authors, mentioned users, mentioned accounts, mentioned, user mentions, named accounts,
    erwahnungen, erwahnte konten, erwahnte, comptes mentionnes, menciones, cuentas mencionadas, menzioni,
    account menzionati, vermeldingen, vermelde accounts, mencoes, contas mencionadas`,
  parent_author: `parent author, in reply to, in reply to user, in reply to screen name, in reply to username, replied to,
    reply to user, reply to screen name, reply to, thread author, antwort an, reponse a, en reponse a, respuesta a,
    en respuesta a, risposta a, in risposta a, antwoord op, in antwoord op, resposta a, em resposta a`,
  parent_author_id: 'parent author id, in reply to user id, in reply to user id str, reply to user id',
  parent_id: `parent id, parent, parent post id, in reply to id, in reply to status id, in reply to status id str,
    in reply to tweet id, reply to id, reply to status id, parent comment id, is reply to, antwort auf, eltern id,
    id parent, id du parent, reponse au message, id padre, id del padre, id genitore, id ouder, id pai`,
  party: `party, stakeholder, stakeholder group, stakeholder type, group, category, role, relationship to us, gruppe,
    anspruchsgruppe, kategorie, rolle, groupe, partie prenante, categorie, grupo, grupo de interes, categoria, gruppo,
    stakeholdergroep, groep, rol, parte interessada, papel, funcao`,
  person: `person, person name, contact, contact person, owner, ~name, kontakt, ansprechpartner, personne, contacto, persona,
    contatto, referente, persoon, contactpersoon, pessoa, contato`,
  platform: `platform, network, social network, source name, content source name, content source, service, site, page type,
    channel type, source type, medium, ~source, plattform, netzwerk, soziales netzwerk, plateforme, reseau, reseau social,
    plataforma, red, red social, piattaforma, rete, social, platformnaam, netwerk, sociaal netwerk, rede, rede social`,
  snapshot_date: `snapshot date, snapshot, snapshot time, date, as of, taken at, collected at, retrieved at, crawled at,
    crawl date, ~timestamp, ~time, stand, stichtag, datum, date du releve, fecha, data, peildatum, date de collecte`,
  target: `target, to, to user, to account, recipient, receiver, addressee, destination, dest, target user, whom, mentioned,
    mentioned user, mentioned account, retweeted, retweeted user, reposted, liked, quoted, replied to, reply to,
    in reply to, in reply to user, in reply to screen name, an, empfanger, ziel, erwahnt, destinataire, cible, vers, a,
    para, destinatario, destino, objetivo, verso, bersaglio, aan, naar, ontvanger, doel, alvo, destinatario da mensagem`,
  target_id: `target id, to id, to user id, recipient id, receiver id, target user id, mentioned id, mentioned user id,
    in reply to user id, empfanger id, id du destinataire, id del destinatario, id destinatario, ontvanger id,
    id do destinatario`,
  text: `text, message, content, body, full text, post text, tweet text, post message, message text, caption, post caption,
    comment, comment text, post content, description, hit sentence, snippet, mention snippet, update, status, tweet, post,
    selftext, tweet content, nachricht, nachrichtentext, inhalt, beitragstext, beitrag, kommentar, kommentartext,
    beschreibung, bildunterschrift, texte, contenu, texte du message, legende, commentaire, texto, contenido, mensaje,
    descripcion, pie de foto, testo, contenuto, messaggio, descrizione, didascalia, commento, tekst, bericht, inhoud,
    beschrijving, bijschrift, opmerking, conteudo, mensagem, legenda, descricao, comentario`,
  time: `time, timestamp, date, datetime, date time, created at, created, created time, created date, creation date,
    published at, published, publish time, publish date, publishing date, publication date, posted at, posted, posted on,
    post date, post created, tweet date, tweet time, sent at, date gmt, date utc, date gmt utc, day, month, week, pubdate,
    created utc, unix timestamp, timestamp utc, comment create timestamp, observed at, when, datum, zeit, zeitpunkt,
    zeitstempel, veroffentlicht, veroffentlicht am, veroffentlichungsdatum, veroffentlichungszeit,
    veroffentlichungszeitpunkt, zeitpunkt der veroffentlichung, erstellt am, gesendet am, tag, monat,
    date de publication, heure de publication, date et heure, date d envoi, horodatage, jour, mois, publie le, fecha,
    fecha de publicacion, hora de publicacion, fecha y hora, fecha de creacion, fecha de envio, dia, mes, data,
    data di pubblicazione, ora di pubblicazione, data e ora, data di invio, giorno, mese, tijdstip, publicatiedatum,
    tijdstip van publicatie, gepubliceerd op, verzonden op, dag, maand, data de publicacao, hora da publicacao,
    data e hora, data de envio, data de criacao`,
  title: `title, headline, subject, post title, titel, uberschrift, betreff, titre, objet, titulo, asunto, titolo, oggetto,
    onderwerp, kop, assunto`,
  url: `url, link, permalink, post url, post link, post permalink, tweet url, tweet link, tweet permalink, status url, uri,
    address, webadresse, adresse, beitragslink, beitrag url, lien, lien permanent, permalien, url de la publication,
    enlace, enlace permanente, enlace de la publicacion, direccion, collegamento, link al post, link permanente,
    koppeling, ligacao, hiperligacao, endereco`,
  valid_from:
    'valid from, from date, since, start date, gultig ab, gultig von, seit, valable du, depuis, desde, valido dal, dal, vanaf, geldig vanaf, valido de',
  valid_to:
    'valid to, valid until, until, end date, gultig bis, bis, valable jusqu au, jusqu au, hasta, valido fino al, fino al, geldig tot, tot, ate, valido ate',
  website:
    'website, web site, homepage, web, web page, webseite, internetseite, site web, sitio web, pagina web, sito, sito web',
  weight: `weight, count, n, number, frequency, times, edge weight, gewicht, anzahl, haufigkeit, poids, nombre, frequence,
    peso, frecuencia, cantidad, frequenza, numero, aantal, quantidade, contagem, frequencia`,
}

const WORDS_OF_COUNT: Readonly<Record<CountedThing, string>> = {
  followers: `followers, follower, follower count, followers count, total followers, audience, subscribers, subscriber count,
    fans, page followers, follower gesamt, anzahl follower, abonnenten, abonnes, nombre d abonnes, total des abonnes,
    seguidores, total de seguidores, suscriptores, follower totali, iscritti, volgers, aantal volgers,
    numero de seguidores, inscritos`,
  following: `following, following count, friends, friends count, followings, folge ich, abonnements, siguiendo, seguiti,
    volgend, seguindo, a seguir`,
  followers_gained: `new followers, followers gained, gained followers, new follows, follows, audience gained, gained,
    new subscribers, subscribers gained, neue follower, gewonnene follower, neue abonnenten, nouveaux abonnes,
    abonnes gagnes, nuevos seguidores, seguidores ganados, nuovi follower, follower acquisiti, nieuwe volgers,
    novos seguidores, seguidores ganhos`,
  followers_lost: `followers lost, lost followers, unfollows, unfollowers, audience lost, lost, subscribers lost,
    verlorene follower, entfolgt, abonnes perdus, desabonnements, seguidores perdidos, dejaron de seguir,
    follower persi, verloren volgers, deixaram de seguir`,
  posts: `posts, post count, number of posts, tweets, tweet count, statuses, statuses count, published posts, create post,
    beitrage, anzahl beitrage, publications, nombre de publications, publicaciones, numero de publicaciones,
    post pubblicati, numero di post, berichten, aantal berichten, publicacoes`,
  impressions: `impressions, post impressions, tweet impressions, impression count, impressionen, nombre d impressions,
    impresiones, impressioni, vertoningen, impressoes`,
  reach:
    'reach, people reached, post reach, accounts reached, reichweite, couverture, portee, alcance, copertura, bereik',
  views: `views, view count, video views, plays, video plays, post views, aufrufe, videoaufrufe, vues, vues de la video,
    visualizaciones, reproducciones, visualizzazioni, weergaven, visualizacoes`,
  engagements: `engagements, engagement, total engagements, total interactions, interactions, interaktionen,
    interactions totales, interacciones, interazioni, interacties, interacoes`,
  likes: `likes, like count, likes count, favorites, favorite count, favourites, favourites count, favourite count, reactions,
    total reactions, reaction count, hearts, gefallt mir, gefallt mir angaben, gefallt mir reaktionen, reaktionen,
    j aime, mentions j aime, me gusta, reacciones, mi piace, reazioni, vind ik leuks, curtidas, gostos, reacoes`,
  replies: `replies, reply count, replies count, comments, comment count, comments count, antworten, kommentare,
    anzahl kommentare, reponses, commentaires, respuestas, comentarios, risposte, commenti, antwoorden, opmerkingen,
    reacties, respostas`,
  reposts: `reposts, repost count, retweets, retweet count, rt count, shares, share count, shares count, boosts, reblogs,
    reblogs count, geteilte inhalte, geteilt, wie oft geteilt, partages, republications, retweets totaux, compartidos,
    veces que se ha compartido, veces compartido, condivisioni, gedeeld, keer gedeeld, compartilhamentos, partilhas`,
  quotes: 'quotes, quote count, quote tweets, quote posts, zitate, citations, citas, citazioni, citaten, citacoes',
  bookmarks: `bookmarks, bookmark count, saves, saved, save count, gespeichert, gespeicherte inhalte, enregistrements,
    guardados, veces guardado, veces que se ha guardado, salvataggi, opgeslagen, keer opgeslagen, salvamentos`,
  clicks: `clicks, link clicks, url clicks, post link clicks, click count, klicks, linkklicks, link klicks, clics,
    clics sur un lien, clics sur le lien, clics en el enlace, clic, clic sul link, klikken, linkklikken, cliques,
    cliques no link`,
  profile_visits: `profile visits, profile views, visits, profilbesuche, profilaufrufe, visites du profil,
    visitas al perfil, visite al profilo, profielbezoeken, visitas ao perfil`,
}

interface Words {
  sure: ReadonlySet<string>
  vague: ReadonlySet<string>
}

function wordsIn(list: string): Words {
  const words = list.split(',').map((word) => word.trim())
  const vague = words.filter((word) => word.startsWith('~'))
  return {
    sure: new Set(words.filter((word) => !word.startsWith('~')).map(plainHeading)),
    vague: new Set(vague.map((word) => plainHeading(word.slice(1)))),
  }
}

function wordsBy<Name extends string>(lists: Readonly<Record<Name, string>>): Readonly<Record<Name, Words>> {
  return Object.fromEntries(
    (Object.entries(lists) as [Name, string][]).map(([name, list]) => [name, wordsIn(list)]),
  ) as Record<Name, Words>
}

const ROLE_WORDS = wordsBy(WORDS_OF_ROLE)
const COUNT_WORDS = wordsBy(WORDS_OF_COUNT)

/** The headings that surely name a role, in the form of {@link plainHeading}. */
export function headingsOfRole(role: Role): ReadonlySet<string> {
  return ROLE_WORDS[role].sure
}

/** The headings that surely name a count, in the form of {@link plainHeading}. */
export function headingsOfCount(thing: CountedThing): ReadonlySet<string> {
  return COUNT_WORDS[thing].sure
}

/** How likely a heading names a role, by its words alone: 0 to 1, where 1 is one of the words for it. */
export function likenessToRole(heading: string, role: Role): number {
  return likeness(plainHeading(heading), ROLE_WORDS[role])
}

/** The same for a count. */
export function likenessToCount(heading: string, thing: CountedThing): number {
  return likeness(plainHeading(heading), COUNT_WORDS[thing])
}

const VAGUE = 0.8
const WITHOUT_SURROUNDINGS = 0.75
const CONTAINED_MAX = 0.6

/** What tools put before and after the word that matters. */
const SURROUNDINGS =
  /^(?:(?:x|twitter|tweet|instagram|facebook|linkedin|youtube|reddit|post|page|user|total|number of|nb|no of|source) )+|(?: (?:count|total|gmt|utc|str|name))+$/g

function likeness(plain: string, { sure, vague }: Words): number {
  if (sure.has(plain)) return 1
  if (vague.has(plain)) return VAGUE
  const core = plain.replaceAll(SURROUNDINGS, '')
  if (core !== plain && sure.has(core)) return WITHOUT_SURROUNDINGS
  return CONTAINED_MAX * containedShare(plain, sure)
}

/** The longest of the words that stands whole in the heading, as a share of it; short ones mean something else there. */
function containedShare(plain: string, sure: ReadonlySet<string>): number {
  let longest = 0
  for (const word of sure) {
    if (word.length > longest && word.length >= 4 && ` ${plain} `.includes(` ${word} `)) longest = word.length
  }
  return plain.length === 0 ? 0 : longest / plain.length
}
