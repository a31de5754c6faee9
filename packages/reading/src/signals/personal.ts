import type { SignalRule } from '../cue.ts'

/**
 * The post shows the person who wrote it: own life, family, work, body, years. First person singular carries it, more so
 * with something of one's own ("my sister"). The voice of a house ("we launch", links, tags) speaks against.
 */
export const personal: SignalRule = {
  bias: -2,
  cues: [
    {
      means: 'I, me, my',
      weight: 0.9,
      times: 3,
      phrases: ['(i|im|ive|me|my|mine|myself|id|ill)'],
    },
    {
      means: 'something of the own life is told',
      weight: 1.5,
      times: 2,
      phrases: [
        'my (own|first|new|old|best|little|younger|older|late|dear|) (mom|mum|mother|dad|father|parents|sister|brother|wife|husband|partner|boyfriend|girlfriend|bf|gf|son|daughter|kids|kid|children|child|baby|family|friend|friends|grandma|grandmother|grandpa|grandfather|aunt|uncle|cousin|ex|fiance|fiancee|dog|cat|roommate|boss|coworker|teacher|job|work|school|college|university|degree|life|home|house|apartment|career|birthday|wedding|marriage|childhood|room|car|hometown|husbands|wifes|moms|dads|family member|so|therapist|doctor|nephew|niece|desk|colleague|colleagues|sisters|brothers|daughters|sons)',
        '(i|ive|im|id) (was|am|grew|lived|live|worked|work|studied|study|went|moved|married|had|have|have had|been|got|used|lost|started|quit|met|remember|learned|tried|spent|told|cried|dated|graduated|divorced|suffer|suffered|struggled|born)',
        '(i|we) (was|am|were) (born|raised|diagnosed|married|engaged|divorced|pregnant|single|years|a (kid|child|teenager|student|teacher|nurse))',
        '(im|i am|i was|when i was) (a|an|the|in|from|at|on|about|only|almost|) <number>',
        '(when|since|before|until|while|after) (i|my) (was|were|had|got|started|met|went|turned|moved|left|)',
        '<number> (years|months|weeks|days|yrs|yo|year old|years old|years ago|months ago|weeks ago)',
        '(years|months|weeks|days) ago',
        '(last|this) (night|week|month|year|summer|morning|weekend)',
        '(me and my|my * and i|as a (mom|mum|dad|father|mother|kid|child|teacher|nurse|woman|man|parent|student|doctor))',
      ],
    },
    {
      means: 'kin and home, whoever they are of',
      weight: 1,
      times: 2,
      phrases: [
        '(mom|mum|mother|dad|father|parents|sister|brother|wife|husband|boyfriend|girlfriend|bf|gf|son|daughter|kids|baby|grandma|grandmother|grandpa|grandfather|fiance|married|pregnant|divorce|divorced|dating|engaged|college|ex|hubby|kid|toddler|newborn|siblings|relationship)',
        '(he|she|we) (was|had|has|were|got|told|said|died|left|came|went|would|did|asked|started|used)',
        '(we|weve|our|us|were|he|she|her|his|hes|shes)',
        '(crying|cried|depression|anxiety|autism|adhd|cancer|therapy|abusive|abuse|bipolar)',
      ],
    },
    {
      means: "a feeling or taste of one's own",
      weight: 0.5,
      phrases: [
        '(i|im) (love|hate|miss|feel|felt|cant|want|need|wish|enjoy|prefer|so|really|just|always|never|still)',
        '(😂|😭|😍|😩|😊|🙈|lol|lmao|haha|omg|tbh)',
      ],
    },
    {
      means: 'the voice of a house: announcements, tags, links',
      weight: -1.2,
      phrases: [
        '<link>',
        '(join us|learn more|read more|register|find out|check out|now available|available now|our (new|latest|team|customers|members|event|products|services)|apply now|hiring|sign up|click|retweet|giveaway|for sale|discount|via <mention>)',
      ],
    },
    {
      means: 'somebody is addressed or advised',
      weight: -0.7,
      phrases: ['(you|your|youre|youll|youve|u|ur|yourself)'],
    },
    { means: 'a question', weight: -0.4, phrases: ['<?>'] },
    { means: 'said in one breath', weight: -0.7, phrases: ['<short>'] },
    { means: 'told at length', weight: 0.7, phrases: ['<long>'] },
    {
      means: 'I, without telling of oneself',
      weight: 0,
      phrases: [
        '(i|id) (think|thought|guess|agree|hope|bet|mean|believe|suppose|swear|understand|see|appreciate|wonder|recommend|suggest|love (this|that|your|it)|wish you)',
        '(im|i am) (sorry|so sorry|so happy for|happy for|proud of you|glad|sure|not sure)',
        '(oh my|my (god|bad|goodness|opinion|point)|if i were you|let me|tell me|imo|in my opinion|give me|excuse me|i wish you)',
      ],
    },
  ],
}
