import type { SignalRule } from '../cue.ts'

/**
 * Another's person or work is praised. A word of praise alone is mood ("great weather"); together with a "you", a name,
 * a mention or a link it is praise of somebody. Praise of one's own ("our amazing team") speaks against.
 */
export const praiseOfOther: SignalRule = {
  bias: -4.5,
  cues: [
    {
      means: 'a word of praise',
      weight: 2.5,
      times: 2,
      phrases: [
        '(amazing|awesome|brilliant|fantastic|excellent|wonderful|incredible|outstanding|impressive|superb|stunning|phenomenal|remarkable|magnificent|exceptional|inspiring|inspirational|beautiful|gorgeous|beautifully|fabulous|marvelous|marvellous|impressed|genius|masterpiece|legend|legendary|hero|heroes|talented|gifted|badass|kudos|bravo|props|congrats|congratulations|congratulation|respect|admire|admirable|admiration|talent|perfect|perfectly|perfection|epic|stellar|spectacular|wholesome|delightful|adorable|iconic|underrated|elegant|classy|incredibly|amazingly|hilarious|clever|smart|strong|brave|gem|goat|favourite|favorite|flawless|sublime|terrific|splendid|impressively)',
        '(good|great|nice|excellent|amazing|awesome|fantastic|brilliant|wonderful|fine|solid|incredible|outstanding|superb|lovely|stellar) (job|work|article|post|piece|thread|read|point|one|idea|stuff|answer|advice|effort|team|play|song|video|story|book|person|guy|man|woman|girl|dude|player|friend|example|initiative|research|talk|catch|find|pick|analysis|summary|writing|taste|pics|picture|photo|shot|comment|question)',
        '(well|nicely|beautifully|brilliantly) (done|played|said|deserved|put|written|made|earned|explained)',
        '(so|very|really|pretty|super|absolutely|truly) (good|great|nice|cool|cute|funny|talented|impressive|beautiful|smart|sweet|kind|well|proud|lovely|fun|helpful|strong|brave)',
        '(love|loved|loving|enjoyed|adore|admire) (your|this|that|his|her|their|how|the way|these|those|you|him|them|it)',
        '(proud|happy) (of|for) (you|him|her|them|u|your|this|these|our friends)',
        '(👏|🙌|💯|🏆|👌)',
        '(hats off|hat tip|shout out|shoutout|shout outs|job well done|keep up the|keep it up|way to go|round of applause|must read|must see|worth reading|worth a read|highly recommend|big fan|huge fan|fan of|role model|raising the bar|on point)',
      ],
    },
    {
      means: 'a mild word of praise',
      weight: 1.5,
      phrases: [
        '(good|great|best|nice|cool|lovely|cute|glad|fun|funny|helpful|interesting|fascinating|better|sweet|wow|solid|love|loved|proud|insightful|useful|important|valuable|enjoy|enjoyed|greatest|damn good|wise|kind|fine|decent|wins|masterful|win|winning|lucky|dope|insane|unreal|sick|creative|thoughtful)',
        '(<3|❤|😍|🔥|💪|🎉|👍|💕|🥇)',
      ],
    },
    {
      means: 'another person or their work is meant',
      weight: 0.7,
      phrases: [
        '(you|your|youre|youve|u|ur|his|her|shes|hes|their|theyre|they|she|he|him|them|this guy|this man|op|who)',
        '(<mention>|our friends|our partners|our colleagues|friends at|colleagues at|the team at|the folks at|folks at)',
        '(is|are|was|were) (a|an|such a|such an|the|one of the|so|really|truly)',
        '(by|from|to|with|for|via) <mention>',
      ],
    },
    {
      means: 'praise given straight to somebody',
      weight: 3.2,
      phrases: [
        '(you|u|he|she|they|youre|hes|shes|theyre|<mention>) (is|are|were|was|look|looks|did|) (a|an|such a|so|very|really|truly|) (amazing|awesome|great|good|best|beautiful|brilliant|incredible|wonderful|fantastic|inspiring|inspiration|legend|hero|genius|gorgeous|talented|strong|brave|smart|funny|kind|sweet|nice|cool|cute)',
        '(congrats|congratulations|kudos|bravo|props|shout out|shoutout|hats off|well done|great work|great job|good job|credit) (to|for|on|<mention>|you|our friends)',
        '(what|such) (a|an) (amazing|awesome|great|good|beautiful|brilliant|incredible|wonderful|fantastic|lovely|nice|cool|cute|talented|sweet|inspiring|fun|perfect|adorable|wholesome)',
        '<start> (nice|great|good|beautiful|awesome|amazing|brilliant|excellent|congrats|congratulations|wow|love|fantastic|well|very)',
      ],
    },
    { means: 'said with a raised voice', weight: 0.5, phrases: ['<!>'] },
    { means: 'said in one breath', weight: 0.5, phrases: ['<short>'] },
    { means: 'a question', weight: -0.5, phrases: ['<?>'] },
    {
      means: 'praise taken back, of oneself, or of nobody',
      weight: -1,
      phrases: [
        '(not|isnt|arent|wasnt|never|nothing|no|hardly|aint|wont|dont|didnt|doesnt|cant) (a|an|the|very|that|so|really|even|all that|any|as|be|) (good|great|nice|amazing|best|impressive|awesome|funny|smart|cool|better|perfect|love|like|interesting|special|fun|beautiful)',
        '(our|my) (own|amazing|great|awesome|fantastic|brilliant|new|award winning|incredible|wonderful|best|excellent|beautiful|latest|favorite|favourite)',
        '(<start>|) (good|great|nice|best|better) (luck|morning|night|day|evening|weekend|chance|thing|enough|news|deal|riddance|way|part|to know|for me|off|than|if|when|grief|god|of luck|wishes)',
        '(im|i am|i was|we are|were|i feel|ive been|i) (so|very|really|pretty|super|) (good|great|happy|excited|glad|proud to|lucky|fine|better)',
        '(would|could|should|might) (be|have been) (a|so|really|) (good|great|nice|better|cool|awesome|amazing|fun|best|perfect|interesting)',
        '(pretty (much|sure)|as well|as good|kind of|fine with|would love|id love|love to|make love|in love|beautiful day|perfect storm|respect for|strong feelings|too smart|fun of)',
        'win (a|tickets|free)',
      ],
    },
  ],
}
