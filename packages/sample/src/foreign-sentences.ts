/** The languages of the other shores. */
export const FOREIGN_LANGUAGES = ['nl', 'de', 'es'] as const

export type ForeignLanguage = (typeof FOREIGN_LANGUAGES)[number]

/** Plain remarks of museum life in other languages; the words are in {@link FOREIGN_WORDS}. */
export const FOREIGN_SENTENCES: Record<ForeignLanguage, readonly string[]> = {
  nl: [
    'Vandaag in {nl_room}: {nl_object}, eindelijk weer te zien.',
    'We stonden lang stil bij {nl_object} in {nl_room}.',
    'Wie {nl_object} wil zien, is {nl_day} welkom in {nl_room}.',
    'Mooie middag in {nl_room}, vooral door {nl_object}.',
  ],
  de: [
    'Heute in {de_room}: {de_object}, endlich wieder zu sehen.',
    'Wir standen lange in {de_room}, der Grund: {de_object}.',
    'Wer {de_object} sehen möchte, kommt {de_day} in {de_room} vorbei.',
    'Ein schöner Nachmittag in {de_room}. Und {de_object}!',
  ],
  es: [
    'Hoy en {es_room}: {es_object}, por fin otra vez a la vista.',
    'Nos quedamos un buen rato ante {es_object} en {es_room}.',
    'Quien busque {es_object} tiene suerte {es_day} en {es_room}.',
    'Una tarde preciosa en {es_room}, sobre todo por {es_object}.',
  ],
}

export const FOREIGN_WORDS: Record<string, readonly string[]> = {
  nl_room: ['de noordelijke zaal', 'zaal 4', 'de ververij', 'de lange zolder', 'het depot', 'de havenkamer'],
  nl_object: [
    'de getijdenklok',
    'de veerbel',
    'de verfboeken',
    'de vuurtorenlens',
    'het weversvaandel',
    'de oude kaart',
  ],
  nl_day: ['morgen', 'zaterdag', 'zondag', 'deze week', 'donderdag'],
  de_room: ['der Nordgalerie', 'Saal 4', 'der Färberei', 'der Werkstatt', 'der Seilhalle', 'der Hafenstube'],
  de_object: [
    'die Gezeitenuhr',
    'die Fährglocke',
    'die Färberbücher',
    'die Leuchtturmlinse',
    'das Weberbanner',
    'die Truhe',
  ],
  de_day: ['morgen', 'am Samstag', 'am Sonntag', 'diese Woche', 'am Donnerstag'],
  es_room: ['la galería norte', 'la sala 4', 'la tintorería', 'el desván', 'el depósito', 'la sala del puerto'],
  es_object: [
    'el reloj de mareas',
    'la campana',
    'los libros de tintes',
    'la lente del faro',
    'el estandarte',
    'el arcón',
  ],
  es_day: ['mañana', 'el sábado', 'el domingo', 'esta semana', 'el jueves'],
}
