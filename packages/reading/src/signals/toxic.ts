import type { SignalRule } from '../cue.ts'

/**
 * Insult, contempt or abuse. Swearing alone is not toxic, and contempt needs no swear word, so this finds at best half of
 * it and flags some reclaimed or quoted speech. It ranks posts for people to look at and labels no one.
 */
export const toxic: SignalRule = {
  bias: -3,
  cues: [
    {
      means: 'a slur or an insult for a group or a person',
      weight: 1.8,
      times: 2,
      phrases: [
        '(bitch|bitches|hoe|hoes|cunt|cunts|faggot|faggots|fag|fags|nigger|niggers|nigga|niggas|retard|retards|retarded|whore|whores|slut|sluts|pussy|pussies|twat|tranny|dyke|spic|spics|chink|paki|kike|wetback|cracker|redneck|coon|thot|thots|skank)',
        '(idiot|idiots|moron|morons|asshole|assholes|dumbass|dumbasses|jackass|scumbag|scumbags|scum|bastard|bastards|douche|douchebag|prick|dickhead|shithead|imbecile|loser|losers|clown|clowns|dipshit|fuckwit|wanker|wankers|trash|pathetic|vile|disgusting|filthy|cretin|pos|piece of (shit|garbage|trash)|motherfucker|motherfuckers|dumb|stupid|ugly|coward|cowards|pig|pigs|degenerate|imbeciles|fool|fools|parasite|parasites|cuck|cucks|libtard|libtards|snowflake|snowflakes|brainwashed|psycho)',
      ],
    },
    {
      means: 'abuse thrown at somebody',
      weight: 3.5,
      phrases: [
        '(fuck|screw|damn) (you|off|him|her|them|u|this guy|these people|yourself|your|all of you|outta here)',
        '(shut) (up|the fuck up|the hell up|your mouth|your face)',
        '(kill|hang|shoot|drown) (yourself|urself|yourselves|them all|him|her|them)',
        '(go|should) (to hell|die|kill yourself|fuck yourself|back to (your|where you))',
        '(youre|ur|theyre|hes|shes|are|is|you) (such|all|just|a bunch of|so|nothing but|) (a|an|) (fucking|total|) (idiot|idiots|moron|morons|trash|garbage|scum|stupid|dumb|pathetic|disgusting|liar|liars|joke|loser|fool|worthless|evil|ugly|retarded|asshole|clown|disgrace|fat|useless|racist|fascist|bitch|coward|traitor|criminal|hypocrite|delusional|ignorant)',
        '(i|we) (hate|despise) (you|him|her|them|these|those|people|all)',
        '(suck|eat) (my|a) (dick|dicks|cock|shit)',
        '(kiss|bite) my ass',
        '(rot in hell|drop dead|burn in hell|kys|stfu|gtfo)',
      ],
    },
    {
      means: 'swearing',
      weight: 1.8,
      times: 2,
      phrases: [
        '(fuck|fucking|fucked|fuckin|fucker|fuckers|fucks|shit|shitty|bullshit|ass|arse|damn|crap|piss|pissed|hell|wtf|goddamn|dick|dicks|cock|cocks|bloody|bs|af|motherfucking|shits|cum|tits|balls|nuts|sex|🖕|🤬)',
      ],
    },
    {
      means: 'contempt or wrath',
      weight: 1.5,
      times: 2,
      phrases: [
        '(hate|hates|hated|hatred|disgust|disgusted|disgusts|gross|liar|liars|lying|lies|hypocrite|hypocrites|corrupt|racist|racists|racism|nazi|nazis|fascist|sexist|bigot|bigots|evil|traitor|traitors|thug|thugs|criminal|criminals|terrorist|terrorists|rapist|pedo|pedophile|crooked|ridiculous|insane|crazy|garbage|worthless|useless|delusional|ignorant|toxic|sick|nasty|angry|anger|furious|rage|infuriating|kill|killed|shameful|shame|disgrace|nonsense|fat|poop|puke|vomit|horrible|awful|terrible|worst|gay|abuse|abuser|cruel|creep|creepy|weird|😡|🤮|😠|💩|🐷)',
        '(makes me (sick|angry|mad|furious)|made me (angry|mad|sick)|pisses me off|so (mad|angry)|shame on|how dare|what the hell|what the fuck|get (lost|out of))',
      ],
    },
    { means: 'a raised voice', weight: 0.4, phrases: ['<shouted>', '<!>'] },
    { means: 'somebody is addressed', weight: 0.1, phrases: ['(you|your|youre|u|ur|<mention>)'] },
    {
      means: 'thanks, praise, a link: another kind of post',
      weight: -1,
      phrases: ['(thanks|thank|love|congrats|please|happy|beautiful|great|good|awesome|amazing|sorry)', '<link>'],
    },
    {
      means: 'strong words without a target',
      weight: 0,
      phrases: [
        '(fucking|fuckin|damn|so damn|hella) (good|great|love|awesome|amazing|beautiful|hilarious|cool|right|funny|best|cute|brilliant|fantastic|hot|glad|happy|proud)',
        '(bad|kick|smart|big|long|weird) ass',
        '(hell yeah|hell yes|holy shit|the shit|good shit|no shit|oh shit|like hell|as hell|as fuck|lmfao|bloody (mary|sunday|good))',
        '(not|isnt|arent|dont be|wasnt) (a|an|) (stupid|dumb|idiot|racist|ugly|crazy|gay|evil)',
        '(im|i am|i was|me|i feel) (so|such|just|) (a|an|) (idiot|stupid|dumb|fat|ugly|loser|fool|moron|pathetic)',
      ],
    },
  ],
}
