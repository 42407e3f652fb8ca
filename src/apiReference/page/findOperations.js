/** Keeps the operations that have each of the words that were typed, and the groups that have such. */
const opsFilter = (groups, typed) => {
  const words = typed.toLowerCase().split(/\s+/)
  const isFound = (one) => {
    const { operationId, summary } = one.get('operation').toObject()
    const text = `${operationId} ${summary} ${one.get('path')}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return groups
    .map((group) => group.update('operations', (all) => all.filter(isFound)))
    .filter((group) => group.get('operations').size > 0)
}

const filterBox =
  (_original, { React }) =>
  ({ layoutActions, layoutSelectors }) => {
    const typed = layoutSelectors.currentFilter()
    return React.createElement(
      'div',
      { className: 'filter wrapper' },
      React.createElement('input', {
        type: 'search',
        className: 'operation-filter-input',
        placeholder: 'Find operations by id, summary or path',
        'aria-label': 'Find operations by id, summary or path',
        value: typed === true ? '' : typed,
        onChange: ({ target }) => layoutActions.updateFilter(target.value),
      }),
    )
  }

/** A group in which something was found is open, unless somebody closes it. The original looks up the state by itself. */
const isShown = (original) => (state, thing, otherwise) => {
  const isFound = thing[0] === 'operations-tag' && ![true, ''].includes(state.get('filter'))
  return original(thing, isFound || otherwise)
}

/**
 * The filter finds operations by what is read of them: id, summary and path. Swagger UI's own finds no ids, and leaves what
 * it found in groups that are closed.
 */
export const findOperations = () => ({
  fn: { opsFilter },
  wrapComponents: { FilterContainer: filterBox },
  statePlugins: { layout: { wrapSelectors: { isShown } } },
})
