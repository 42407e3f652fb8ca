import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../../../src/entra/pages/html.ts'

test('whatever is put into HTML is text, in an element and in an attribute', () => {
  const text = `<script>"'&</script>`

  assert.equal(
    html`<p title="${text}">${text}</p>`.text,
    '<p title="&#60;script&#62;&#34;&#39;&#38;&#60;/script&#62;">&#60;script&#62;&#34;&#39;&#38;&#60;/script&#62;</p>',
  )
})

test('what was made as HTML stays HTML, alone and in a list', () => {
  const items = ['a', '<'].map((one) => html`<li>${one}</li>`)

  assert.equal(html`<ul>${items}</ul>${html`<hr>`}`.text, '<ul><li>a</li><li>&#60;</li></ul><hr>')
})

test('nothing is written for what is not there, and a number as it is', () => {
  assert.equal(html`<p>${undefined}${0}</p>`.text, '<p>0</p>')
})
