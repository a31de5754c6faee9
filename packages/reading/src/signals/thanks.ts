import type { SignalRule } from '../cue.ts'

/**
 * Somebody is thanked. Almost wholly a matter of a few words, so the rule is those words and what they do not mean:
 * "no thanks" refuses, "thanks to the rain" explains, "thanks for nothing" scolds.
 */
export const thanks: SignalRule = {
  bias: -5,
  cues: [
    {
      means: 'thanks said outright',
      weight: 7,
      phrases: [
        '(thanks|thank|thanx|thx|thnx|tnx|ty|tysm|tyvm|thankyou|cheers for|kudos and thanks)',
        '(thank|thanking|thanked) (you|u|ya|god you|everyone|all|them|him|her)',
        '(many|big|huge|special|heartfelt|warm|sincere|our|my) thanks',
        '(thanks|thank you) (so much|very much|a lot|a bunch|again|everyone|all|to everyone who|to all who|for)',
      ],
    },
    {
      means: 'gratitude named',
      weight: 6,
      phrases: [
        '(im|i am|we are|were|so|very|truly|deeply|forever|really|feel|be|are|am) (grateful|thankful|indebted)',
        '(so|very|truly|deeply|really) (so|very|truly|deeply|really) (grateful|thankful)',
        '(grateful|thankful) (for|to|that)',
        '(with|our|my|much|deepest|sincere|express|show) (gratitude|appreciation)',
        '(i|we) (owe you|really owe you|owe it to)',
        'shout out to our (volunteers|donors|supporters|members|partners)',
      ],
    },
    {
      means: 'effort appreciated',
      weight: 4.5,
      phrases: [
        '(i|we|much|really|truly|greatly|do|very|so|also|is|was) (appreciate|appreciated)',
        '(i|we|id|wed|would) (really|truly|greatly|do|very much|so|also|definitely|sincerely) (appreciate|appreciated)',
        'appreciate (it|you|that|this|the|your|all|everyone)',
        'bless you',
      ],
    },
    {
      means: 'a kindness received, which often goes with thanks',
      weight: 1.5,
      phrases: [
        '(appreciation|appreciative|kindness|helpful|helped|generous|generosity|glad|relief|relieved|support|blessed|lifesaver)',
        '(<3|❤|🤗|💛|💙)',
      ],
    },
    { means: 'folded hands', weight: 3, phrases: ['🙏'] },
    {
      means: 'thanks that are none',
      weight: 0,
      phrases: [
        '(no|nah|no no) (thanks|thank you|thx)',
        'thanks but no thanks',
        '(thanks|thank you) for (nothing|ruining|wasting)',
        'thanks (to|captain|obama|a lot obama)',
        '(said|says|without) (thanks|thank you|thank)',
        'thank (god|goodness|heavens|fuck|christ|jesus|the lord|gawd|allah)',
        '(not|dont|doesnt|didnt|never) (really|even|) appreciate',
      ],
    },
    { means: 'relief, which is thanks to nobody in particular', weight: 3, phrases: ['thanks god', 'thankfully'] },
  ],
}
