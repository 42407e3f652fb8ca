/**
 * Puts Swagger UI's dialog into a modal one of the browser's own: the keyboard stays within, and is back where it was when
 * the dialog closes. It begins at the first way to sign in; Swagger UI would begin in the last field, and scroll there.
 */
export const modalDialog = () => ({
  wrapComponents: {
    authorizationPopup: (Popup, { React }) => {
      const { createElement, useLayoutEffect, useRef } = React

      return (props) => {
        const ref = useRef(null)
        useLayoutEffect(() => {
          const dialog = ref.current
          dialog.showModal()
          dialog.querySelector('.modal-ux-content .authorize').focus()
          return () => dialog.close()
        }, [])

        return createElement(
          'dialog',
          { ref, 'aria-label': 'Authorize', onCancel: () => props.authActions.showDefinitions(false) },
          createElement(Popup, props),
        )
      }
    },
  },
})
