import type { RubricIndicator } from '../rubric.ts'

export const MIXING_RUBRIC: Record<string, RubricIndicator> = {
  'mixing.personal_share': {
    weight: 0.3,
    weightReason: 'The plainest sign that people speak; it rests on our own posts alone.',
    anchors: { scale: 'ideal', floor: 0, idealFrom: 0.15, idealTo: 0.4, ceiling: 0.8 },
    anchorsReason:
      'From about one post in seven people show; beyond two in five the institution fades from view, and at four in five it is gone.',
    exempt: null,
  },
  'mixing.human_voices': {
    weight: 0.25,
    weightReason: 'People trust people more than a logo.',
    anchors: { scale: 'linear', floor: 0, target: 0.5 },
    anchorsReason: 'Half of all outreach by named staff is as human as official.',
    exempt: null,
  },
  'mixing.staff_breadth': {
    weight: 0.2,
    weightReason: 'A diverse set of employees, not one star; it leans on the roster being complete.',
    anchors: { scale: 'linear', floor: 0, target: 0.5 },
    anchorsReason: 'As many effective voices as half of the staff on the roster: not everybody has to be online.',
    exempt: null,
  },
  'mixing.multiplex_ties': {
    weight: 0.25,
    weightReason: 'Where both sides meet in the same tie, the mix has arrived.',
    anchors: { scale: 'linear', floor: 0, target: 0.4 },
    anchorsReason: 'Two mutual ties in five that carry both sides: the rest may well be purely professional.',
    exempt: null,
  },
}
