import type { Signal } from '@weft/model/signal'
import type { SignalRule } from './cue.ts'
import { apology } from './signals/apology.ts'
import { asks } from './signals/asks.ts'
import { difficulty } from './signals/difficulty.ts'
import { personal } from './signals/personal.ts'
import { praiseOfOther } from './signals/praise-of-other.ts'
import { question } from './signals/question.ts'
import { selfPromotion } from './signals/self-promotion.ts'
import { stance } from './signals/stance.ts'
import { thanks } from './signals/thanks.ts'
import { toxic } from './signals/toxic.ts'
import { welcome } from './signals/welcome.ts'

/** The rule each signal is read by. The order is that of the vocabulary. */
export const SIGNAL_RULES: Record<Signal, SignalRule> = {
  difficulty,
  apology,
  asks,
  question,
  personal,
  stance,
  praise_of_other: praiseOfOther,
  thanks,
  welcome,
  self_promotion: selfPromotion,
  toxic,
}
