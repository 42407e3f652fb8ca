/** The style sheet of all pages. Every pair of a text and its ground has a contrast of 4.5 to 1 at the least. */
export const style = `:root {
  color-scheme: light dark;
  --ground: light-dark(#e9edf7, #10141f);
  --card: light-dark(#fff, #1a2030);
  --text: light-dark(#1b2130, #eef1f8);
  --quiet: light-dark(#566076, #a4aec4);
  --line: light-dark(#8b95ab, #66708a);
  --accent: light-dark(#2f57b8, #8fb0f7);
  --on-accent: light-dark(#fff, #10141f);
  --alarm: light-dark(#a3182a, #ffb3ba);
  --alarm-ground: light-dark(#fdecee, #42161c);
}

* {
  box-sizing: border-box;
}

body {
  display: grid;
  place-items: center;
  min-height: 100dvh;
  margin: 0;
  padding: 1rem;
  color: var(--text);
  background: var(--ground);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}

main {
  width: min(100%, 27rem);
  padding: clamp(1.25rem, 6vw, 2.5rem);
  background: var(--card);
  border-radius: 0.75rem;
  box-shadow: 0 1px 2px rgb(0 0 0 / 12%), 0 8px 28px rgb(0 0 0 / 10%);
}

header {
  display: flex;
  align-items: center;
  gap: 0.6rem;
  color: var(--quiet);
  font-weight: 600;
}

h1 {
  margin: 1.25rem 0 0;
  font-size: 1.6rem;
  font-weight: 600;
  line-height: 1.25;
}

p {
  margin: 0.4rem 0 0;
}

.quiet,
small {
  color: var(--quiet);
  font-size: 0.875rem;
}

.alert {
  margin-top: 1.25rem;
  padding: 0.7rem 0.9rem;
  color: var(--alarm);
  background: var(--alarm-ground);
  border-left: 0.25rem solid;
  border-radius: 0.3rem;
  font-size: 0.9375rem;
}

form,
form + p,
nav {
  margin-top: 1.5rem;
}

label {
  display: block;
  margin: 1rem 0 0.3rem;
  font-weight: 600;
}

input,
button,
.choice {
  width: 100%;
  min-height: 2.9rem;
  padding: 0.6rem 0.8rem;
  border-radius: 0.4rem;
  font: inherit;
}

input {
  color: inherit;
  background: transparent;
  border: 1px solid var(--line);
}

button {
  margin-top: 1.5rem;
  color: var(--on-accent);
  background: var(--accent);
  border: 1px solid var(--accent);
  font-weight: 600;
  cursor: pointer;
}

input[type="hidden"] + button {
  margin-top: 0;
}

button + button {
  margin-top: 0.75rem;
}

button.secondary {
  color: var(--accent);
  background: transparent;
}

.choice {
  display: block;
  margin-top: 0.75rem;
  color: inherit;
  border: 1px solid var(--line);
  text-decoration: none;
}

.choice small {
  display: block;
}

button:hover,
.choice:hover {
  filter: brightness(1.08);
  border-color: var(--accent);
}

a {
  color: var(--accent);
}

:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 2px;
}
`
