/** How long anything that is asked may take to answer. */
export const patienceMs = 5000
