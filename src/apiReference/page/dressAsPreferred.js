/** Swagger UI has a dark dress, and leaves it to the page when to wear it: whenever the reader's system does. */
export const dressAsPreferred = () => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const dress = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
  dark.addEventListener('change', dress)
  dress()
}
