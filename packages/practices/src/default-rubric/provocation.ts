import type { RubricIndicator } from '../rubric.ts'

export const PROVOCATION_RUBRIC: Record<string, RubricIndicator> = {
  'provocation.stance_share': {
    weight: 0.5,
    weightReason: 'What we do is half of provoking; what comes of it is the other half, and needs data on replies.',
    anchors: { scale: 'ideal', floor: 0, idealFrom: 0.15, idealTo: 0.45, ceiling: 0.9 },
    anchorsReason:
      'From about one post in seven there is something to disagree with; beyond nine in twenty it turns into a pulpit.',
    exempt: null,
  },
  'provocation.generativity': {
    weight: 0.15,
    weightReason: 'Provoking is meant to make others think aloud.',
    anchors: { scale: 'linear', floor: 0, target: Math.LN2 },
    anchorsReason: '0 is as many voices as below any other post of ours; 100 is twice as many.',
    exempt: null,
  },
  'provocation.breadth': {
    weight: 0.1,
    weightReason:
      'Different groups in one thread are worth more than more of one; it rests on few posts and on labels.',
    anchors: { scale: 'linear', floor: 0, target: 0.3 },
    anchorsReason: 'Three provocative posts in ten that draw three people from two groups is a lively forum.',
    exempt: null,
  },
  'provocation.between_others': {
    weight: 0.1,
    weightReason: 'A debate that needs us in every turn is an audience; few exports show it.',
    anchors: { scale: 'linear', floor: 0, target: 0.4 },
    anchorsReason: 'Two replies in five between others is a conversation that carries itself.',
    exempt: null,
  },
  'provocation.civility': {
    weight: 0.15,
    weightReason: 'The essay asks for productive provocation, and heat is no light.',
    anchors: { scale: 'linear', floor: 0.8, target: 0.98 },
    anchorsReason:
      'One insult in five replies drives people out; one in fifty is about what open networks hold anyway.',
    exempt: null,
  },
}
