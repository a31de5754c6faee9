import type { SignalRule } from '../cue.ts'

/**
 * The writer takes something upon themselves. Sympathy uses the same word ("sorry for your loss"), so the word alone
 * decides little: a first person with an own fault speaks for, condolence and "sorry, but" against.
 */
export const apology: SignalRule = {
  bias: -5,
  cues: [
    {
      means: 'sorry, for what or to whom unsaid',
      weight: 4,
      phrases: ['(sorry|sry|soz|apologies|apology|apologise|apologize|apologizing|apologising|apologized|apologised)'],
    },
    {
      means: 'an apology in the first person',
      weight: 5.5,
      phrases: [
        '(i|we) (do|sincerely|deeply|truly|humbly|want to|would like to|must|have to|need to|wish to|should|fully|unreservedly|) (apologise|apologize|apologized|apologised)',
        '(my|our|sincere|sincerest|deepest|humble|with|many|please accept our|please accept my) (apologies|apology)',
        '(apologies|apologise|apologize|sorry) (for|about) (the|any|this|our|my|being|not|causing|having|that|what|late|taking)',
        '(im|i am|we are|were|so|very|really|truly|deeply) sorry (for|about|that|if) (the|any|this|our|my|i|we|being|not|causing|having|what|it took)',
        'sorry (i|we|if i|if we|that i|that we|im|ive|weve|my|our|for my|for our|to keep|to have|it took|about my|about our)',
        '(i|we) owe (you|them|him|her|everyone|our * |) (an|a) (sincere|big|huge|) apology',
        '(please|) forgive (me|us)',
        'excuse (my|our) (mistake|error|delay|english|typo|ignorance)',
      ],
    },
    {
      means: 'an own fault admitted',
      weight: 3,
      phrases: [
        '(my|our) (bad|mistake|fault|error|apologies for)',
        '(i|we) (were|was|am|are|) (wrong|mistaken|in the wrong)',
        '(i|we) (really|totally|badly|) (messed up|screwed up|fucked up|made a mistake|got it wrong|got this wrong|let you down|dropped the ball|fell short)',
        '(i|we) (should have|shouldve|should never have|shouldnt have) (known|done|been|said|checked|told|never)',
        '(take|taking|accept|took) (full|) responsibility',
        '(mea culpa|whoops|oops my)',
      ],
    },
    {
      means: 'regret',
      weight: 4,
      phrases: [
        '(i|we) (really|deeply|truly|sincerely|still|do|will always|) (regret|regretted)',
        '(regret|regrets|remorse|remorseful|guilty|ashamed|regretting|guilt)',
        '(feel|felt|feeling|feels) (so|really|very|) (bad|guilty|terrible|awful|horrible) (for|about|that)',
        '(i|we) (feel|felt) (so|really|very|) (bad|terrible|awful|horrible)',
      ],
    },
    {
      means: 'something went wrong, whose doing unsaid',
      weight: 1.5,
      phrases: [
        '(unfortunately|inconvenience|mistake|mistakes|wrong|fault|error|delay|delays|misunderstood|misread|oops|embarrassed|embarrassing|bad|correction|corrected|blame|forgive|forgiveness)',
      ],
    },
    {
      means: 'sorry without apology: condolence, sympathy, a preface to dissent',
      weight: 0,
      phrases: [
        '(im|i am|we are|were|) (so|very|really|deeply|truly|terribly|extremely|) sorry (for|about|to hear about|to hear of) (your|his|her|their|the family|those|all who|everyone affected|you|them|him) (loss|pain|family|losses|troubles|suffering|situation|)',
        '(im|i am|we are|were|) (so|very|really|deeply|truly|terribly|) (so|) sorry (to hear|to read|to see|that happened|this happened|that you|that youre|youre|you are|you had|you have|you went|youve|that this happened)',
        '(feel|felt|feels|feeling) (so|really|very|) sorry for (*|)',
        '(im|i am|we are|) sorry but',
        '(start with sorry|sorry not sorry|better safe than sorry|sorry excuse|sorry state|say sorry|says sorry|sorry ass)',
        '(no need to|dont|never|not|should|you|they|he|she|must|demand an|demands|owes|owes us an|owe us an) (apologise|apologize|apology|be sorry|apologized)',
        '(thoughts and prayers|rest in peace|condolences|rip)',
      ],
    },
  ],
}
