import type { RubricIndicator } from '../rubric.ts'

export const WEAVE_RUBRIC: Record<string, RubricIndicator> = {
  'weave.cross_party': {
    weight: 0.2,
    weightReason: 'The essay’s fabric joins groups; it needs labels.',
    anchors: { scale: 'log', floor: 0.25, target: 1 },
    anchorsReason: '1 is as much mixing as activity alone would give; a quarter of that is separate circles.',
    exempt: null,
  },
  'weave.beyond_us': {
    weight: 0.15,
    weightReason: 'A fabric has threads that we do not hold; few exports show them.',
    anchors: { scale: 'linear', floor: 0, target: 0.5 },
    anchorsReason: 'Half of the lasting ties across groups without us is a network of equals.',
    exempt: null,
  },
  'weave.reciprocity': {
    weight: 0.3,
    weightReason: 'Without return there is an audience, no network; two kinds of export suffice to see it.',
    anchors: { scale: 'linear', floor: 0.05, target: 0.5 },
    anchorsReason: 'One pair in twenty is what broadcasting yields; every second one is conversation.',
    exempt: null,
  },
  'weave.sustained': {
    weight: 0.2,
    weightReason: 'The essay asks for interaction on a sustained basis.',
    anchors: { scale: 'linear', floor: 0, target: 0.25 },
    anchorsReason: 'One tie in four active in three or more weeks of a quarter is a steady circle.',
    exempt: null,
  },
  'weave.hub_independence': {
    weight: 0.15,
    weightReason: 'What falls apart without us is ours, not theirs; few exports show it.',
    anchors: { scale: 'linear', floor: 0.1, target: 0.8 },
    anchorsReason: 'At one in ten the network is our mailing list; at four in five it would hardly notice.',
    exempt: null,
  },
}
