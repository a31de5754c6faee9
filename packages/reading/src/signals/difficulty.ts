import type { SignalRule } from '../cue.ts'

/**
 * The writer tells of something hard: a failure, a worry, a loss, a limit of their own. Words of distress count more with
 * an "I" or "we" beside them; distress seen from afar (news of others' trouble) and joy speak against.
 */
export const difficulty: SignalRule = {
  bias: -3.5,
  cues: [
    {
      means: 'distress of the writer, said in the first person',
      weight: 3,
      times: 2,
      phrases: [
        '(im|i am|we are|were|i was|we were|i feel|we feel|i felt|ive been|weve been|makes me|made me|making me|left me|i get|i got) (so|very|really|still|just|a bit|a little|always|deeply|quite|pretty|too|feeling|too|) (sad|afraid|scared|worried|anxious|nervous|depressed|ashamed|embarrassed|frustrated|disappointed|heartbroken|devastated|exhausted|overwhelmed|lonely|lost|stuck|struggling|tired|broken|hurt|upset|stressed|terrified|miserable|hopeless|behind|sick|concerned|uncomfortable|cry|broke|bad|terrible|awful|crying|suffering|failing|guilty|helpless|unhappy)',
        '(i|we) (failed|struggled|struggle|lost|regret|missed|suffer|suffered|fell short|messed up|screwed up|fear|worry|cried|hate|hated|dread|panicked|cringe|cringed|cry)',
        '(i|we) (cant|couldnt|could not|cannot|didnt|werent able to|was not able to|were unable to|am unable to|are unable to) (cope|manage|keep|afford|finish|sleep|stop crying|do this|handle|meet|deliver|get it right|believe)',
        '(i|we) (still|often|always|really|also|just|have|had|would|) (struggle|fail|failed|struggled|fear|worry|dread|feel lost|had a hard time|have a hard time|lost (my|our|a))',
        '(my|our) (failure|failures|struggle|struggles|mistake|mistakes|biggest regret|fear|fears|anxiety|depression|heart (breaks|is breaking|broke|hurts|aches|sank)|worst|grief|pain|shortcomings)',
        '(what|where) (we|i) (got wrong|failed|went wrong|fell short)',
        '(breaks|broke|breaking|hurts) my (heart|soul)',
      ],
    },
    {
      means: 'a word of distress',
      weight: 3,
      times: 2,
      phrases: [
        '(sad|sadly|sadness|saddest|saddening|depressing|depressed|depression|heartbreaking|heartbroken|tragic|tragedy|devastated|devastating|devastation|grief|grieving|mourning|mourn|sorrow|miserable|misery|hopeless|lonely|loneliness|scared|scary|scares|afraid|terrified|terrifying|frightening|frightened|creepy|fear|fears|fearful|horror|nightmare|nightmares|anxiety|anxious|nervous|worried|worrying|worry|worries|panic|panicking|stress|stressed|stressful|ashamed|shame|embarrassing|embarrassed|embarrassment|awkward|cringe|cringy|cringey|humiliating|disappointed|disappointing|disappointment|disappoint|unfortunately|unfortunate|regret|sorry|suffering|suffer|crying|cry|cried|tears|sobbing|hurts|painful|heartache|dread|spooky|shy|awkwardly|condolences|rip|lonely|let down|letdown|guilty)',
        '(😢|😭|😔|😞|😟|😥|😰|💔|😓|☹|😣|😨|😱|😬|😖|😩)',
        '(feel|feels|felt|feeling) (bad|sorry|terrible|awful|horrible|like crying|so bad|for you|for him|for her|so sorry)',
        '(too bad|such a shame|bums me out|bummer|bummed|i miss|will be missed|rest in peace|passed away|lost his|lost her|so much for|fell apart|cringing|gives me anxiety)',
      ],
    },
    {
      means: 'a setback or a limit',
      weight: 1,
      times: 2,
      phrases: [
        '(failed|failure|failures|failing|fail|struggling|struggle|struggles|struggled|setback|setbacks|mistake|mistakes|wrong|problem|problems|issue|issues|outage|delay|delayed|delays|cancelled|canceled|closed|difficult|difficulty|difficulties|challenge|challenges|challenging|hard|tough|crisis|shortage|layoffs|broke|broken|lost|loss|losing|lose|missed|miss|worst|terrible|awful|horrible|hate|hurt|pain|suck|sucks|sucked|bad|poor|unable|alone|dead|death|died|dying|kill|killed|cancer|sick|ill|ruined|ruin|unhappy|weak|rough|stuck|tired|exhausted|overwhelmed|burnout|frustrated|frustrating|frustration|wasted|lacking|boring|bored|hopes|wish|expected|danger|dangerous)',
        '(fell short|shut down|let (you|us|me|them) down|went wrong|gone wrong|didnt work|did not work|hard time|tough time|not (good|great) enough|gave up|give up|giving up|used to be|falling behind|running out|not enough)',
      ],
    },
    { means: 'the first person', weight: 0.5, phrases: ['(i|im|ive|me|my|we|weve|our|us|id)'] },
    {
      means: 'what was hoped for did not come',
      weight: 0.3,
      phrases: [
        '(i|we) (wish|wished|was hoping|were hoping|hoped|expected|thought)',
        '(was|were|been) (supposed|expecting|hoping)',
      ],
    },
    {
      means: 'joy, jest or praise',
      weight: -1,
      phrases: [
        '(lol|lmao|haha|hahaha|awesome|amazing|love|great|congrats|congratulations|excited|happy|proud|beautiful|hilarious|thrilled|delighted|glad|fun|funny|win)',
        '(😂|🤣|😍|🎉|😊|❤)',
      ],
    },
    { means: 'a link: news of others rather than an own word', weight: -1, phrases: ['<link>'] },
    { means: 'a question', weight: -0.5, phrases: ['<?>'] },
    {
      means: 'words of trouble that tell of none',
      weight: 0,
      phrases: [
        '(no|not|not a|without|dont|never) (worry|worries|problem|problems|fear|bad|shame|wrong|sad|scared|afraid|worried|stress|regrets)',
        '(not|aint|isnt|thats not) (too|so|that|half|) bad',
        '(hard|tough) (work|working|worker|workers|cookie|copy|drive)',
        '(sick (beats|of|and tired)|wrong with you|my bad|hit hard|try hard|hardly|miss (usa|universe)|anti stress|killed it|dead (on|center))',
      ],
    },
  ],
}
