import type { RubricIndicator } from '../rubric.ts'

export const PROMOTION_RUBRIC: Record<string, RubricIndicator> = {
  'promotion.share': {
    weight: 0.35,
    weightReason: 'The act itself: praising and passing on against selling ourselves.',
    anchors: { scale: 'linear', floor: 0, target: 0.6 },
    anchorsReason:
      'Three acts for others to two for ourselves is generous for an institution that has things to announce.',
    exempt: null,
  },
  'promotion.breadth': {
    weight: 0.25,
    weightReason: 'Promoting many shows an eye for work; promoting the same few may be a habit or a deal.',
    anchors: { scale: 'linear', floor: 0.05, target: 0.9 },
    anchorsReason: '100 where nine promotions in ten go, in effect, to someone new; a twentieth is a closed circle.',
    exempt: null,
  },
  'promotion.disinterest': {
    weight: 0.2,
    weightReason: 'The essay asks for praise that nobody paid for; it needs to know who the partners are.',
    anchors: { scale: 'linear', floor: 0.3, target: 0.9 },
    anchorsReason: 'Partners deserve praise too: one in ten is natural, seven in ten is a sales channel.',
    exempt: null,
  },
  'promotion.drawn_in': {
    weight: 0.2,
    weightReason: 'Promotion is meant to connect; the effect is small and hard to see.',
    anchors: { scale: 'linear', floor: 0, target: 0.2 },
    anchorsReason: 'One promoted outsider in five who would not have come otherwise is a strong pull.',
    exempt: null,
  },
}
