import type { SignalRule } from '../cue.ts'

/**
 * The writer's own offer, event or channel is put forward, or the reader is called to act on it. The imperative towards a
 * link ("register", "watch", "check out our") carries it; an answer to somebody speaks against.
 */
export const selfPromotion: SignalRule = {
  bias: -3.5,
  cues: [
    {
      means: 'the reader is called to act',
      weight: 3,
      times: 2,
      phrases: [
        '(register|subscribe|sign up|signup|rsvp|enrol|enroll|apply|vote|donate|download|enter|book|order|buy|shop|join|watch|click|visit|browse|subscribing|tune in|listen live|get involved|take part|save the date|learn more|read more|find out|see more|discover|explore|follow)',
        '(check|checkout|check it) (out|us|our|my|this|the)',
        '(please|pls|plz) (rt|retweet|like|share|follow|vote|subscribe|visit|donate|support|check)',
        '(join|follow|visit|watch|tell|add|find|like|call|text|contact|support) (us|me|our|my|now|today|here|live|this|the)',
        '(dont|do not) (miss|forget)',
        '(link|click|tap) (in bio|here|below|the link|on the|this)',
        '(learn|read|find|hear|see|get|discover) (more|out|how|why|about|your|the) (about|how|why|at|here|what|)',
        '<start> (see|get|take|tell|share|submit|nominate|test|try|help|use|meet|learn|read|read about|view|enjoy|celebrate|start|win|catch|ask|come|make|be|have|are you|want|do you|did you know)',
        '(tell us|share your|show us|send us|let us know|have you|what would you)',
      ],
    },
    {
      means: 'the own offer, event or channel',
      weight: 1.5,
      times: 2,
      phrases: [
        '(our|my) (new|latest|next|upcoming|own|first|annual|free|full|live|youtube|) (website|site|channel|video|videos|blog|podcast|newsletter|event|webinar|exhibition|show|book|shop|store|album|song|music|course|app|page|report|workshop|conference|programme|program|series|fundraiser|campaign|offer|product|products|collection|issue|survey|facebook|twitter|instagram|profile|account|mixtape|covers|cover|vid|vids|stuff|track|interview|talk|article|paper)',
        '(now|out|available|live|open|on sale|coming) (available|now|today|soon|for (registration|booking|applications)|this (week|month|friday|saturday|sunday|weekend))',
        '(tickets|giveaway|discount|sale|offer|free|webinar|sweepstakes|contest|coupon|deal|promo|launch|launching|subscribers|channel)',
        '(we|i) (are|am|have|just|) (proud to|pleased to|excited to|thrilled to|delighted to|happy to) (announce|launch|present|share|introduce|release|unveil)',
        '(announcing|introducing|presenting|launching|new blog|new post|new video|now hiring|were hiring|we are hiring|job opening)',
        '(we|were) (launched|released|published|just launched|just released|just published|hosting|opening)',
        '(i|we) (make|made|upload|uploaded|post|posted|sing) (a|some|new|my|) (videos|video|covers|cover|music|songs|beats|vids|remix)',
        '(thumbs up|sub (to|me|for)|sub4sub|subs|give me a (like|thumbs up|sub)|help me (get|reach))',
      ],
    },
    { means: 'a link', weight: 1.3, phrases: ['<link>'] },
    {
      means: 'the words of crude offers',
      weight: 1.5,
      times: 2,
      phrases: [
        '(txt|text|reply|claim|ringtone|urgent|prize|guaranteed|cash|winner|awarded)',
        '(text|call|txt) <number>',
      ],
    },
    { means: 'tags', weight: 0.3, phrases: ['<hashtag>'] },
    { means: 'numbers, as in dates and prices', weight: 0.6, times: 2, phrases: ['<number>'] },
    { means: 'a raised voice', weight: 0.5, phrases: ['<!>', '<shouted>'] },
    { means: 'the reader is addressed', weight: 1.2, phrases: ['(you|your|youre)'] },
    {
      means: 'an answer, thanks or an own mood rather than an offer',
      weight: -2,
      phrases: [
        '(thanks|thank|sorry|lol|haha|lmao|congrats|hi <mention>|dm us|apologies|glad|hear that|lt gt|ok|ur|cant|dont|love this|this song)',
      ],
    },
    {
      means: 'calling words in other company',
      weight: 0,
      phrases: [
        '(in|to|the|a|of|by|at) (order|book|click|visit|call|text|watch|follow|free|chance|views)',
        '(free|call|text|watch|follow) (time|of|ill|u|you|later|up|him|her|them|from)',
        '(will|ill|can|cant|could|if you|who|i|we|they|he|she|didnt|did) (call|watch|join|follow|buy|visit|order|see|get|send|text|reply|stop|win)',
        '(to|will|could|can|didnt|did) find out',
        '(as follows|making of|stop (it|being|that))',
      ],
    },
  ],
}
