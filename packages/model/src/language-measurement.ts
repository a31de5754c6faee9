/** How well the language of posts is told, on posts of one language whose language is known. All rates in 0..1. */
export interface LanguageMeasurement {
  set: string
  /** The language the posts are in, ISO 639-1. */
  language: string
  posts: number
  /** Share of the posts whose language is told right, by the best guess where it is undetermined. */
  right: number
  /** The same of posts under 60 characters, links, handles and tags left out; `null` where there are none. */
  rightOfShort: number | null
  /** Share whose language is undetermined: too short or too mixed to be sure of. */
  undetermined: number
  /** Share told right of those that are not undetermined; `null` where all are. */
  rightOfDetermined: number | null
}
