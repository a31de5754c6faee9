import type { SignalRule } from '../cue.ts'

/**
 * Somebody new is greeted into the circle: a colleague, a member, a follower, a partner. No labelled set exists, so the
 * weights rest on reading alone; "you're welcome" and "comments are welcome" are named as what they are not.
 */
export const welcome: SignalRule = {
  bias: -5,
  cues: [
    {
      means: 'a welcome to somebody',
      weight: 7,
      phrases: [
        '(welcome|welcoming|welcomed|welcomes) (to|aboard|back|home|in|<mention>|our|the newest|new|everyone|all|on board)',
        '<start> (a|) (very|big|warm|huge|) (warm|big|) (welcome|hello) (to|<mention>|and)',
        '(a|our) (big|warm|very warm|huge|special|hearty) welcome',
        '(please|join us in|help us|lets|let us|let us all|want to|would like to) (join us in|help us|) (welcome|welcoming)',
        '(delighted|thrilled|happy|excited|pleased|proud|glad|honoured|honored) to (welcome|be welcoming|have you|be joined by|introduce our new|have <mention>)',
        '(say|saying) (hello|hi) to (our|the) (new|newest|latest)',
        '(meet|introducing) our (new|newest|latest) (colleague|member|members|team member|intern|trainee|director|curator|partner|partners|colleagues|recruit|fellow|fellows|apprentice)',
        '(glad|great|good|lovely|nice|so good|happy) (to have you|having you|you joined|you could join|youre here|youve joined)',
        '(has|have) joined (our|the) team',
        '(new here|new members|first timers|newcomers) (are|always|is|) (always|) welcome',
      ],
    },
    {
      means: 'the word by itself',
      weight: 4.5,
      phrases: ['(welcome|welcoming|welcomed)', 'joining (us|our team|the team)'],
    },
    { means: 'somebody is named', weight: 0.5, phrases: ['<mention>'] },
    { means: 'a waving hand or open arms', weight: 1, phrases: ['(👋|🤗)'] },
    {
      means: 'welcome that greets nobody',
      weight: 0,
      phrases: [
        '(youre|you are|your|ur|most|very|more than|always|u r|you re) (very|most|more than|always|so|) (welcome)',
        '(is|are|be|feel|comments|questions|feedback|suggestions|ideas|donations|all|any|dogs|children|pets) (always|very|most|more than|) welcome (to|)',
        '(welcome|welcomed|welcomes) (news|change|relief|addition|the decision|the news|the announcement|the move|any|your (feedback|comments|questions|suggestions)|to my (life|world)|to the (club|internet|real world|future))',
        '(a|not|no longer|un|overstayed * |wear out * ) welcome',
        'welcome (desk|centre|center|pack|email|page|drink|drinks|mat)',
      ],
    },
  ],
}
