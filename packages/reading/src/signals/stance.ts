import type { SignalRule } from '../cue.ts'

/**
 * A side is taken: the writer is for or against something. Agreement, dissent, "should", a word of belief. Weak by
 * nature: what a post argues is not in its single words. Ranks posts for people to look at; labels nothing by itself.
 */
export const stance: SignalRule = {
  bias: -2.5,
  cues: [
    {
      means: 'agreement or dissent, said outright',
      weight: 1.2,
      phrases: [
        '(i|we|totally|completely|absolutely|strongly|fully|cant|could not|couldnt|100) (agree|disagree|oppose|support|condemn|reject|endorse|approve|disapprove|object)',
        '(agree|agreed|disagree|disagreed|oppose|opposed|support|condemn|reject|endorse|approve|disapprove|object)',
        '(youre|you are|hes|shes|theyre|he is|she is|thats|that is|this is) (absolutely|so|totally|completely|exactly|not|just|) (right|wrong|true|correct|false|untrue|nonsense|bullshit|ridiculous|unacceptable|unfair|unjust|bs)',
        '(i|we) (do not|dont|cant|cannot|will not|wont|refuse to|never) (agree|support|accept|believe in|stand for|think so|like|condone|see how|care)',
        '(i|we) (stand|stand with|stand against|stand for|demand|believe in|believe that|firmly believe|call on|are against|are for|am against|am for|am pro|am in favour|am in favor)',
        '(this|exactly|same|true|nope|indeed|correct|fair (point|enough)|good point|well said|valid point|makes sense|spot on|preach|no way|not true|hell no|hell yes)',
        '<start> (no|nope|nah|wrong|false|yes|yep|yeah|yup|true|exactly|right|indeed|not|agreed|fair|sure)',
        '(in my (opinion|view)|imo|imho|unpopular opinion|hot take|change my mind)',
      ],
    },
    {
      means: 'what should or must be',
      weight: 0.3,
      times: 2,
      phrases: [
        '(should|must|mustnt|ought|deserve|deserves|need to|needs to|have to|has to|supposed to|time to)',
        '(its|it is|is|was) (time|wrong|right|unfair|unjust|immoral|ok|okay|fine|not ok|not okay|important|vital|essential|better)',
        '(rights|justice|freedom|equality|feminism|feminist|feminists|abortion|climate|vote|voting|ban|legal|illegal|racist|racism|sexist|democracy|corrupt|hypocrisy|hypocrite|liberal|liberals|conservative|conservatives|god|religion|hillary|trump|atheist|prolife|prochoice|equal|truth|law|laws|government|america)',
        '<hashtag>',
      ],
    },
    {
      means: 'a judgement',
      weight: 0.7,
      phrases: [
        '(i|id) (think|thought|believe|feel|guess|dont think|doubt|say|mean|know|like|prefer)',
        '(because|since|however|although|but|actually|honestly|obviously|clearly|definitely|certainly|really|probably|literally|simply|just)',
        '(better|worse|worst|best|good|bad|okay|fine|cool|nice|right|wrong|stupid|dumb|ridiculous|pointless|worth|fair|unfair)',
        '(not|isnt|arent|dont|doesnt|wont|shouldnt|cant|never|nobody|nothing|no)',
      ],
    },
    { means: 'said in one breath', weight: 0, phrases: ['<short>'] },
    { means: 'a question', weight: -1, phrases: ['<?>'] },
    {
      means: 'thanks, joy or a laugh',
      weight: -1,
      phrases: ['(thanks|thank|lol|lmao|haha|omg|wow|congrats|love|amazing|sorry|happy|😂|🤣|❤|😍|wonder|curious)'],
    },
    { means: 'a link: passed on rather than said', weight: -0.5, phrases: ['<link>'] },
    {
      means: 'this, but not as assent',
      weight: 0,
      phrases: [
        'this (is|was|one|year|week|month|morning|time|guy|post|thread|weekend|summer|season|game|has|will|shit|man|thing|made|makes|whole|sub|video|person)',
        '(in|of|like|at|for|on|with|to|by|from|about|do|did|all|see|is|love|read|just|same|the) (this|same|exactly)',
        '(same|true) (thing|here|as|time|way|story|love|one|for|that|with)',
        '<start> (sure (is|thing)|right (now|after|before)|not (sure|only|to mention)|no (idea|clue|problem|worries|one|thanks|matter)|yeah (i|im|ive))',
      ],
    },
  ],
}
