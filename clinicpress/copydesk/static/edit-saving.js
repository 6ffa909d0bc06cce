// The questions that are asked before something is saved.

import { ask, el, icon, Refused } from "./edit-parts.js"
import { differences } from "./edit-tabs.js"

// Opens a dialog; returns the value of the button that closed it, and "" where it was left.
function asked(title, body, buttons, until = null) {
  return new Promise((answer) => {
    const dialog = el(
      "dialog",
      { "aria-labelledby": "dialog-title" },
      el("form", { method: "dialog" }, el("h2", { id: "dialog-title", text: title }), ...body, el("div", { class: "buttons" }, ...buttons.map(([value, words, look]) => el("button", { value, class: `button ${look ?? ""}`, text: words })))),
    )
    dialog.addEventListener("close", () => {
      answer(dialog.returnValue)
      dialog.remove()
    })
    document.body.append(dialog)
    dialog.showModal()
    if (!until) return
    // What is not seen yet cannot be agreed to.
    const first = dialog.querySelector(".buttons button")
    first.disabled = true
    until.finally(() => {
      const waits = document.activeElement === document.body || !dialog.contains(document.activeElement)
      first.disabled = false
      if (waits) first.focus()
    })
  })
}

export async function confirmed(title, words, yes) {
  return (await asked(title, [el("p", { text: words })], [["yes", yes, "main"], ["", "Back"]])) === "yes"
}

// Shows what would go out; returns what to do, or nothing.
export async function release(desk, given, errors) {
  const warned = errors
    ? el("p", { class: "notice warn" }, icon("warn"), el("span", { text: `${errors === 1 ? "One thing keeps" : `${errors} things keep`} it from being printed. Saved as it is, nobody can print it until that is mended.` }))
    : null
  if (given.kind !== "brochure") {
    if (!errors) return {}
    return (await asked("Save it all the same?", [warned], [["yes", "Save all the same", "main"], ["", "Back"]])) ? {} : null
  }
  const own = desk.form.value(["version"])
  let next = nextVersion(own)
  const tick = el("input", { type: "checkbox", id: "new-version" })
  const label = el("label", { for: "new-version" })
  const versioned = el("div", { hidden: true }, el("div", { class: "tick" }, tick, label), el("p", { class: "hint", text: "Words changed. A new version tells printed copies apart." }))
  const seen = el("div", { class: "differences", tabindex: "0", role: "region", "aria-label": "What changed" }, el("p", { class: "soft", text: "It is compared with what is printed now…" }))
  const compared = ask(`${given.address}/compare`, { text: desk.text, job: desk.job() })
    .then((found) => {
      seen.replaceChildren(...differences(found))
      // Somebody else may have saved a version that comes after the one that this text began with.
      const raised = found.version && new Intl.Collator("en", { numeric: true }).compare(own, found.version) > 0
      if (found.version && !raised) next = nextVersion(found.version)
      label.textContent = `Call it version ${next}, published today`
      versioned.hidden = !found.words || raised || !next
      tick.checked = !versioned.hidden
    })
    .catch((error) => seen.replaceChildren(el("p", { class: "soft", text: error instanceof Refused ? error.message : "It could not be compared." })))
  const words = el("p", { text: "What you save is what everybody prints from then on, in every clinic. PDFs that were built or sent before stay as they are." })
  const choice = await asked("Save and release", [words, warned, seen, versioned].filter(Boolean), [["yes", errors ? "Save all the same" : "Save and release", "main"], ["", "Back"]], compared)
  return choice ? { version: tick.checked && !versioned.hidden ? next : "" } : null
}

export function nextVersion(version) {
  const found = version.match(/^(.*?)(\d{1,9})(\D*)$/)
  return found ? `${found[1]}${Number(found[2]) + 1}${found[3]}` : ""
}

// Shows that somebody else saved the file meanwhile; returns “mine”, “theirs” or nothing.
export async function conflict(desk, given, theirs) {
  const seen = el("div", { class: "differences", tabindex: "0", role: "region", "aria-label": "Both texts" })
  seen.replaceChildren(...bothTexts(theirs.text, desk.text))
  const words = el("p", { text: "Somebody else saved this file while you worked on it. Nothing was written over. Where the two differ, theirs is at the left and yours at the right." })
  const choice = await asked("The file has changed meanwhile", [words, seen], [["mine", "Save mine over theirs"], ["theirs", "Take theirs"], ["", "Back to my text"]])
  return choice
}

// The lines in which two texts differ, side by side, with a line around them.
function bothTexts(theirs, mine) {
  const runs = changedLines(theirs.split("\n"), mine.split("\n"))
  if (!runs.length) return [el("p", { text: "Both texts are the same." })]
  const head = el("tr", {}, el("th", { scope: "col", text: "Theirs, saved" }), el("th", { scope: "col", text: "Yours" }))
  const rows = runs.map(([one, other]) => el("tr", {}, el("td", {}, el("pre", { text: one.join("\n") })), el("td", {}, el("pre", { text: other.join("\n") }))))
  return [el("table", { class: "both" }, el("thead", {}, head), el("tbody", {}, ...rows))]
}

export function changedLines(one, other) {
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head++
  let tail = 0
  while (tail < one.length - head && tail < other.length - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++
  const a = one.slice(head, one.length - tail)
  const b = other.slice(head, other.length - tail)
  if (a.length * b.length > 4_000_000) return [[a, b]]
  const best = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1])
  const runs = []
  let open = null
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      open = null
      i++
      j++
      continue
    }
    if (!open) runs.push((open = [[], []]))
    if (j >= b.length || (i < a.length && best[i + 1][j] >= best[i][j + 1])) open[0].push(a[i++])
    else open[1].push(b[j++])
  }
  return runs
}
