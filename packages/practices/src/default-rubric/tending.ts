import type { RubricIndicator } from '../rubric.ts'

export const TENDING_RUBRIC: Record<string, RubricIndicator> = {
  'tending.seeding': {
    weight: 0.15,
    weightReason: 'New catalysts keep a network alive.',
    anchors: { scale: 'linear', floor: 0, target: 0.15 },
    anchorsReason: 'One active outsider in seven who is new and stays beyond a visit is quick growth.',
    exempt: null,
  },
  'tending.introductions': {
    weight: 0.15,
    weightReason: 'The gardener’s own act; few institutions do it often enough to measure.',
    anchors: { scale: 'linear', floor: 0, target: 0.2 },
    anchorsReason: 'One introduced pair in five who would not have met otherwise is a good matchmaker.',
    exempt: null,
  },
  'tending.recognition': {
    weight: 0.2,
    weightReason: 'Those who give most leave first when nobody notices.',
    anchors: { scale: 'linear', floor: 0.1, target: 0.8 },
    anchorsReason: 'One in ten is noticed by accident; four in five by attention.',
    exempt: null,
  },
  'tending.responsiveness': {
    weight: 0.25,
    weightReason: 'Answering is the daily work of tending, and the best measured.',
    anchors: { scale: 'linear', floor: 0.1, target: 0.8 },
    anchorsReason:
      'One in ten is answered by accident; four in five within two days leaves out only what needs no answer.',
    exempt: null,
  },
  'tending.retention': {
    weight: 0.15,
    weightReason: 'Staying is the result of all the rest, and of much that is not ours.',
    anchors: { scale: 'linear', floor: 0.1, target: 0.5 },
    anchorsReason: 'In open networks most people come and go; every second one staying is a community.',
    exempt: null,
  },
  'tending.weeding': {
    weight: 0.1,
    weightReason: 'Gently done it is rarely seen; it rests on the weakest reading.',
    anchors: { scale: 'linear', floor: 0.8, target: 0.98 },
    anchorsReason: 'A fifth of what reaches us draining is a siege; one in fifty is background.',
    exempt: null,
  },
}
