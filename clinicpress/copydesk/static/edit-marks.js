// The marks that a text may hold: buttons for bold, italic, links and sources, and the keys for them.

import { el, icon } from "./edit-parts.js"

// Returns the bar of a text area; it is drawn when somebody comes to the field.
export function marksFor(input, desk, explained = false) {
  const bar = el("div", { class: "marks", role: "group", "aria-label": "Marks" })
  input.addEventListener("focus", () => !bar.children.length && fill(bar, input, desk, explained), { once: true })
  input.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const sign = { b: "**", i: "*" }[event.key.toLowerCase()]
    if (sign) {
      event.preventDefault()
      around(input, sign, sign)
    }
  })
  return bar
}

function fill(bar, input, desk, explained) {
  const button = (words, inner, what, keys) =>
    el("button", { type: "button", class: "mark-button", "aria-label": words, title: keys ? `${words} (${keys})` : words, on: { mousedown: (event) => event.preventDefault(), click: what } }, inner)
  const panel = el("div", { class: "mark-panel", hidden: true })
  const open = (...parts) => {
    panel.replaceChildren(...parts)
    panel.hidden = false
    panel.querySelector("input, select").focus()
  }
  const close = () => {
    panel.hidden = true
    input.focus()
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation()
      close()
    }
  })
  const link = () => {
    const address = el("input", { type: "text", inputmode: "url", placeholder: "https://", "aria-label": "Where the link leads" })
    const put = () => {
      const words = input.value.slice(input.selectionStart, input.selectionEnd) || "words of the link"
      close()
      if (address.value.trim()) replace(input, `[${words}](${address.value.trim()})`)
    }
    address.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault()
        put()
      }
    })
    open(address, el("button", { type: "button", class: "button", text: "Make a link", on: { click: put } }))
  }
  const source = () => {
    const known = desk.sources()
    const choice = el("select", { "aria-label": "Which source" }, ...known.map((each) => el("option", { value: each.value, text: each.label })))
    const put = () => {
      close()
      input.setSelectionRange(input.selectionEnd, input.selectionEnd)
      if (choice.value) replace(input, ` [@${choice.value}]`)
    }
    open(choice, el("button", { type: "button", class: "button", text: "Put it in", on: { click: put } }))
  }
  bar.append(
    button("Bold", el("strong", { text: "B" }), () => around(input, "**", "**"), "Ctrl+B"),
    button("Italic", el("em", { text: "I" }), () => around(input, "*", "*"), "Ctrl+I"),
    button("Link", icon("link"), link),
    button("Source", icon("book"), source),
    explained ? "" : el("span", { class: "hint", text: "**bold**, *italic*, [words](address), [@source]" }),
    panel,
  )
}

function around(input, before, after) {
  const { selectionStart: begin, selectionEnd: end, value } = input
  const words = value.slice(begin, end)
  const stars = Math.min(value.slice(0, begin).match(/\**$/)[0].length, value.slice(end).match(/^\**/)[0].length)
  // Two stars are bold, one is italic, three are both.
  if (before === "*" ? stars % 2 === 1 : stars >= 2) {
    input.setSelectionRange(begin - before.length, end + after.length)
    replace(input, words)
    input.setSelectionRange(begin - before.length, end - before.length)
    return
  }
  replace(input, before + words + after)
  input.setSelectionRange(begin + before.length, end + before.length)
}

// Puts words in the place of what is chosen, so that the browser's own undo knows of it.
function replace(input, words) {
  input.focus()
  if (!document.execCommand("insertText", false, words)) {
    input.setRangeText(words, input.selectionStart, input.selectionEnd, "end")
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }
}
