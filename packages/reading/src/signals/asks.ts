import type { SignalRule } from '../cue.ts'

/**
 * The writer asks others for advice, help or feedback: narrower than a question ("what time is it?") and not an order to
 * buy or click, which is `self_promotion`. Requests made to a "you", and needs of an "I" or "we", carry it.
 */
export const asks: SignalRule = {
  bias: -3,
  cues: [
    {
      means: 'advice, help or feedback asked for by name',
      weight: 3.5,
      phrases: [
        '(any|some|your|for|need|needs|want|seeking|appreciate|welcome|looking for|get|love|share your|send your|give us your|give me your|tell us your|had) (advice|tips|suggestions|feedback|recommendations|thoughts|input|ideas|insights|pointers|opinions|comments|guidance|help|suggestion|recommendation)',
        '(please|pls|plz|can you|could you|can anyone|could anyone|can someone|could someone|will you|would you|can anybody|who can) (please|pls|kindly|) (help|advise|recommend|suggest|assist|share|explain|tell us|tell me|let us know|let me know|point me|point us|give)',
        '(what|how|where|which|who) (would|should|do|can|could) (you|i|we) (recommend|suggest|advise|think|do|try|use|go|start|improve)',
        '(what|which) (do you think|are your thoughts|are you reading|would you like|should we|can we do|would help)',
        '(help|tell|show|teach|advise) (us|me) (to|out|with|understand|find|improve|how|what|decide|choose|know|shape|)',
        '(does|do|has|is) (anyone|anybody|someone|any of you|somebody) (here|else|out there|) (know|have|tried|used|recommend|got|seen|able)',
        '(we|i) (need|want|would love|would like|value|really need|could use|are looking for|am looking for|seek) (your|some|a|) (help|advice|feedback|input|opinion|ideas|hand|support)',
        '(open|happy) to (suggestions|ideas|feedback|advice)',
        '(how can|what can|how could|what could) (we|i) (do|improve|make|change|better|help|learn)',
        '(have your say|take our survey|tell us what you think|we want to hear from you|asking for a friend|feedback welcome|grateful for any|any ideas)',
        '(let|do let|please let) (us|me) know (if|what|how|when|whether|your|where|who|which|your thoughts|)',
      ],
    },
    {
      means: 'a request put to somebody',
      weight: 2.5,
      times: 2,
      phrases: [
        '(please|pls|plz|kindly)',
        '(can|could|would|will) (you|u|we|someone|somebody|anyone|anybody) (please|pls|all|possibly|just|also|)',
        '(would|do) you (mind|be able to|be willing|be so kind|have)',
        '(i|we) (would|will|might) (like|need|appreciate|be grateful|love|want) (it if|you to|if you|your|to know|to see|to hear)',
        '(id|wed) (like|appreciate|be grateful|love) (it if|you to|if you|your|to know|to see|to hear|a|to)',
        '(i|we) (need|want) (you|u) to',
        '(i|we) (need|want|require) (a|the|your|some|to (know|get|see|have))',
        '(give|send|forward|call|email|contact|drop|fax|bring|provide|get|remind|keep) (me|us) (a|the|your|any|)',
        '(make sure|be sure|take a look|have a look|feel free to|advise if|advise|confirm that|ensure)',
        'get back to (me|us)',
        '(as soon as possible|asap|at your earliest)',
      ],
    },
    {
      means: 'a sentence that opens with an order',
      weight: 1.5,
      phrases: [
        '<start> (send|forward|call|review|check|attach|prepare|add|fill|update|confirm|print|schedule|set|put|find|try|write|read|reply|respond|complete|provide|sign|return|copy|revise|advise|inform|discuss|talk|take|make|note|look|see|keep|bring|give|let|do|contact|email|tell)',
        '<start> (lets|let us|dont forget|remember to|bear in mind)',
      ],
    },
    { means: 'a question mark', weight: 1.5, phrases: ['<?>'] },
    {
      means: 'a question put to the reader',
      weight: 1,
      phrases: [
        '(do|did|are|have|were) you',
        '<start> (what|when|where|who|how|is|are|can|any) (are|is|do|does|did|should|the|there|about|)',
      ],
    },
    {
      means: 'an order to buy or click, or a courtesy that asks nothing',
      weight: -1,
      phrases: [
        '(click|click here|click on|click below|visit|order now|buy now|sign up|register|subscribe|download|unsubscribe|shop now|act now|apply now|browse)',
        '(please|pls) (click|visit|register|subscribe|rt|retweet|follow|like|find attached|note that)',
        '(for more information|see attached|find attached|to unsubscribe|call now|free)',
      ],
    },
    {
      means: 'the writer tells or offers rather than asks',
      weight: -0.3,
      phrases: [
        '(i|we) (will|have|am|are|was|were|had|did|think|thought|hope)',
        '(ill|ive|im|weve|were|well)',
        '(thanks|thank you) for (your|the) (help|advice|feedback|support|input)',
      ],
    },
    {
      means: 'please, meaning an outcry',
      weight: 0,
      phrases: ['(oh|bitch|nigga|yeah) please', '(please|pls) (god|no|stop)', 'if you (please|will)', 'pleased'],
    },
  ],
}
