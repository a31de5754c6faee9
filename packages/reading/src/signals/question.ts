import type { SignalRule } from '../cue.ts'

/**
 * Something is asked. The mark and the question word at the start of a sentence carry it; wonder without a mark counts
 * for less. A question mark inside a link never reaches the rule, and a headline's "How we built it" has no mark.
 */
export const question: SignalRule = {
  bias: -4,
  cues: [
    { means: 'a question mark', weight: 2.5, phrases: ['<?>'] },
    { means: 'the last word is a question', weight: 3.2, phrases: ['<?> (|<link>|<hashtag> *|<mention>) <end>'] },
    {
      means: 'a sentence that opens as a question',
      weight: 0.8,
      times: 2,
      phrases: [
        '<start> (and|so|but|ok|wait|also|um|hey|well|oh|wow|hmm|huh|lol|sorry|yeah|) (what|whats|why|whys|how|hows|who|whos|whose|which|when|whens|where|wheres)',
        '<start> (and|so|but|ok|wait|also|) (is|are|was|were|am|do|does|did|can|could|would|will|has|have|had|should|isnt|arent|dont|doesnt|didnt|cant|wouldnt|couldnt|anyone|anybody|any)',
        '<start> (am i|is it|is this|is that|is there|are there|are you|do you|does it|did you|have you|would you|could you|can you)',
        '(what|how) (about|if)',
      ],
    },
    {
      means: 'curiosity or confusion said in words',
      weight: 3,
      phrases: [
        '(im|i am|we are|) (just|really|genuinely|so|very|honestly|always|) (curious|wondering|confused|intrigued)',
        '(i|we|always|ever|often|makes me|made me) (wonder|wondered)',
        '(i|we) (dont|didnt|cant|do not|still dont|really dont) (understand|get|know|see|follow|remember) (what|why|how|who|which|where|if|it|the|this)',
        '(not sure|unsure|no idea|no clue|idk|dunno) (what|why|how|who|if|which|where|)',
        '(does|do|did) (anyone|anybody|someone|you) (else|) (know|remember|have)',
        '(what|how|why|who) (is|are|was) (that|this|it|your|the)',
        '(id|i would|would|love|want|like|wanted) (love|like|) to (know|hear) (what|why|how|who|more|if)',
        '(confusing|confused|confuses|baffled|puzzled|lost me)',
        '(🤔|❓|🧐)',
      ],
    },
    {
      means: 'a question that asks nothing',
      weight: 0,
      phrases: [
        '<start> (who cares|why not|guess what|what the (hell|fuck|heck)|wtf|are you (kidding|serious))',
        '(right|eh|huh|ok|okay|amirite) <?>',
        '(why dont|how about|what about) (you|we|they|u)',
      ],
    },
  ],
}
