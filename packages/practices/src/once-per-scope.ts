import type { Labels } from './labels.ts'
import type { QuarterView } from './quarter-view.ts'
import type { Scope } from './scope.ts'

/**
 * What is worked out from a view and a scope alone, worked out once: indicators and their scenarios ask for the same again and
 * again. Nobody may change what is given.
 */
export function oncePerScope<Value>(
  workOut: (view: QuarterView, scope: Scope) => Value,
): (view: QuarterView, scope: Scope) => Value {
  const known = new WeakMap<QuarterView, WeakMap<Scope, { value: Value }>>()
  return (view, scope) => {
    let ofView = known.get(view)
    if (ofView === undefined) known.set(view, (ofView = new WeakMap()))
    let found = ofView.get(scope)
    if (found === undefined) ofView.set(scope, (found = { value: workOut(view, scope) }))
    return found.value
  }
}

/**
 * The same for what needs besides which posts are known to carry anything or not: all scenarios of reading know the same posts,
 * and so do all labellings of a check.
 */
export function oncePerKnowledge<Value>(
  workOut: (view: QuarterView, scope: Scope, knows: Labels['knows']) => Value,
): (view: QuarterView, scope: Scope, knows: Labels['knows']) => Value {
  const known = new WeakMap<Labels['knows'], (view: QuarterView, scope: Scope) => Value>()
  return (view, scope, knows) => {
    let ofKnowledge = known.get(knows)
    if (ofKnowledge === undefined) {
      ofKnowledge = oncePerScope((of, within) => workOut(of, within, knows))
      known.set(knows, ofKnowledge)
    }
    return ofKnowledge(view, scope)
  }
}

/** The same for what needs no scope. */
export function oncePerView<Value>(workOut: (view: QuarterView) => Value): (view: QuarterView) => Value {
  const known = new WeakMap<QuarterView, { value: Value }>()
  return (view) => {
    let found = known.get(view)
    if (found === undefined) known.set(view, (found = { value: workOut(view) }))
    return found.value
  }
}
