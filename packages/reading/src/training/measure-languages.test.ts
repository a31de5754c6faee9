import { expect, test } from 'vitest'
import { isHeldOut } from './held-out-half.ts'
import { postOfLine } from './language-sets.ts'
import { measureLanguages } from './measure-languages.ts'

/** So many different posts of the half that is measured on. */
function heldOut(posts: number, textOf: (place: number) => string): string[] {
  const texts: string[] = []
  for (let place = 0; texts.length < posts; place++) if (isHeldOut(textOf(place))) texts.push(textOf(place))
  return texts
}

const english = (place: number) =>
  `We are happy to open the gallery of old looms to all our visitors at ${place} o’clock`
const german = (place: number) => `Wir freuen uns, die Galerie der alten Webstühle um ${place} Uhr für alle zu öffnen`

test('of ten posts in English, seven are told for sure, one is German and two are too short to be sure of', () => {
  const texts = [...heldOut(7, english), ...heldOut(1, german), ...heldOut(2, (place) => `Yes ${place}`)]
  const [measured, ...others] = measureLanguages([{ set: 'invented', language: 'en', texts }])
  expect(others).toEqual([])
  expect(measured).toMatchObject({ set: 'invented', language: 'en', posts: 10, undetermined: 0.2 })
  expect(measured!.rightOfDetermined).toBe(0.875)
  // What is undetermined counts by the best guess, so two short posts may be right or wrong alike.
  expect([0.7, 0.9]).toContain(measured!.right)
  expect([0, 1]).toContain(measured!.rightOfShort)
})

test('posts of the half that cues and thresholds were made with, and posts of which only links and handles have letters, are left out', () => {
  const tuned = Array.from({ length: 50 }, (_, place) => english(place)).filter((text) => !isHeldOut(text))
  expect(tuned.length).toBeGreaterThan(0)
  expect(
    measureLanguages([
      { set: 'invented', language: 'en', texts: [...tuned, '🙂 2019 @museum https://loomgate.example', ''] },
    ]),
  ).toEqual([])
})

test('without a short post, or with nothing that is sure, there is no share to state', () => {
  const [long] = measureLanguages([{ set: 'invented', language: 'en', texts: heldOut(3, english) }])
  expect(long!.rightOfShort).toBeNull()
  const [short] = measureLanguages([{ set: 'invented', language: 'en', texts: heldOut(3, (place) => `Yes ${place}`) }])
  expect(short).toMatchObject({ undetermined: 1, rightOfDetermined: null })
})

test('links, handles and tags make no post long', () => {
  const tagged = heldOut(
    3,
    (place) => `${'#loomgate_museum_of_old_looms '.repeat(3)}The doors are open at ${place} today`,
  )
  const [measured] = measureLanguages([{ set: 'invented', language: 'en', texts: tagged }])
  expect(measured!.rightOfShort).toBe(measured!.right)
})

test('what stands for a link is a link again, a word that holds it is left', () => {
  expect(postOfLine(' Look http and http2 http \r')).toBe('Look https://link.example and http2 https://link.example')
})
