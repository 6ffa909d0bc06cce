// The form: a field for each thing that a file may say, as the engine describes them. It holds no text of its own:
// what is typed is sent as a change, and what comes back is shown.

import { el, icon, key, same } from "./edit-parts.js"
import { drawn, inputs } from "./edit-fields.js"
import { drawnTogether } from "./edit-groups.js"

export class Form {
  // `desk` takes changes: change(list, after), upload(field, file), visit(path), focused(path); it knows offers(name).
  constructor(holder, desk) {
    this.holder = holder
    this.desk = desk
    this.shape = ""
    this.fields = new Map()
    this.opened = new Set()
    this.fresh = true
    holder.addEventListener("focusin", (event) => {
      const field = event.target.closest("[data-path]")
      if (field) desk.focused(JSON.parse(field.dataset.path))
      this.turnTo(event.target.closest(".field"))
    })
    // What is explained at a field moves what is below it: never between pressing a button and letting it go.
    this.pressed = false
    addEventListener("pointerdown", () => (this.pressed = true), true)
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, () => {
        this.pressed = false
        setTimeout(() => this.turnTo(document.activeElement?.closest("#form .field")))
      }, true)
    }
    holder.addEventListener("keydown", (event) => {
      const field = event.key === "F2" && event.target.closest("[data-path]")
      if (!field) return
      event.preventDefault()
      desk.visit(JSON.parse(field.dataset.path))
    })
  }

  // Shows a form: where only values differ, they are put in their fields, but for the one that is typed in. `anew` says
  // that the text is another one: then that one follows, too.
  show(form, anew = false) {
    const shape = shapeOf(form)
    this.root = form
    if (shape === this.shape) {
      this.refresh(form, anew)
      return
    }
    this.shape = shape
    const at = document.activeElement
    const had = this.holder.contains(at) ? this.place(at) : null
    const top = had ? at.getBoundingClientRect().top : 0
    this.fields.clear()
    this.holder.replaceChildren(this.draw(form))
    this.fresh = false
    // What was typed meanwhile is on its way.
    for (const { path, value } of this.desk.waiting()) {
      const input = this.fields.get(key(path))?.input
      if (input && typeof value === "string") input.value = value
    }
    for (const text of this.holder.querySelectorAll("textarea")) grow(text)
    if (had) this.restore(had, top)
  }

  // Shows again what is in the text, where something that was asked for was not done.
  redraw() {
    if (!this.shape) return
    this.shape = ""
    this.show(this.root)
  }

  refresh(field, anew) {
    const known = this.fields.get(key(field.path))
    if (inputs[field.kind] && known?.input) {
      const typed = (known.input === document.activeElement && !anew) || this.desk.pending(field.path)
      if (!typed) inputs[field.kind](known.input, field)
    }
    if (known?.head) known.head.textContent = shortOf(field)
    for (const inner of field.fields ?? []) this.refresh(inner, anew)
  }

  // Shows what a field is for and the marks it may hold, until somebody comes to another one.
  turnTo(field) {
    if (!field || field === this.active || this.pressed) return
    this.active?.classList.remove("active")
    field.classList.add("active")
    this.active = field
  }

  place(at) {
    const field = at.closest("[data-path]")
    return field && { path: JSON.parse(field.dataset.path), tool: at.dataset.tool ?? "", begin: at.selectionStart, end: at.selectionEnd }
  }

  restore({ path, tool, begin, end }, top) {
    const field = this.fields.get(key(path))
    const goal = tool ? field?.holder.querySelector(`[data-tool="${tool}"]`) : (field?.input ?? this.fields.get(key([...path, "text"]))?.input)
    if (!goal) return
    goal.focus({ preventScroll: true })
    this.turnTo(goal.closest(".field"))
    if (typeof begin === "number" && goal.tagName === "TEXTAREA") goal.setSelectionRange(begin, end)
    scrollBy(0, goal.getBoundingClientRect().top - top)
  }

  // Goes to the field of a path, or to the nearest one that holds it; tells whether there is one.
  go(path) {
    const field = this.nearest(path)
    if (!field) return false
    const inner = (what) => field.holder.querySelector(what)
    const goal = field.input ?? inner("textarea, input:not([tabindex='-1']), select") ?? inner("summary, button")
    for (let at = goal ?? field.holder; at; at = at.parentElement?.closest("details")) if (at.tagName === "DETAILS") at.open = true
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    ;(goal ?? field.holder).scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" })
    goal?.focus({ preventScroll: true })
    return true
  }

  // Says what is wrong at each field.
  wrong(problems) {
    for (const field of this.fields.values()) {
      field.wrong?.replaceChildren()
      field.input?.removeAttribute("aria-invalid")
    }
    for (const problem of problems) {
      const field = problem.path && this.nearest(problem.path, "wrong")
      if (!field) continue
      const doubt = problem.severity === "warning"
      field.wrong.append(el("p", { class: doubt ? "doubt" : "wrong" }, icon("warn"), el("span", { text: sentences(problem) })))
      if (!doubt) field.input?.setAttribute("aria-invalid", "true")
    }
  }

  nearest(path, what = "holder") {
    for (let length = path.length; length >= 0; length--) {
      const field = this.fields.get(key(path.slice(0, length)))
      if (field?.[what]) return field
    }
    return null
  }

  // Returns what the field of a path is called, with the section that it stands in.
  label(path) {
    const field = path.length ? this.nearest(path, "named") : null
    if (!field) return ""
    const section = path[0] === "sections" && path.length > 2 ? this.root.fields.find((each) => each.path[0] === "sections")?.fields?.[path[1]] : null
    const heading = section?.fields?.find((each) => each.path.at(-1) === "heading")?.value
    return heading ? `${heading}: ${field.named}` : field.named
  }

  value(path) {
    return this.fields.get(key(path))?.input?.value ?? ""
  }

  draw(field, look = {}) {
    return (drawn[field.kind] ?? drawnTogether[field.kind])(this, field, look)
  }

  // Notes where a field is; what a value in short and its group share is one field.
  note(path, given) {
    const before = this.fields.get(key(path)) ?? {}
    const found = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined))
    this.fields.set(key(path), { ...found, ...before, holder: given.holder ?? before.holder })
  }

  // A part that is folded away, which stays open where somebody opened it.
  folded(name, label, short, look, ...inner) {
    const head = el("span", { class: "short", text: short })
    const holder = el(
      "details",
      { class: `group folded ${look}`, on: { toggle: () => (holder.open ? this.opened.add(name) : this.opened.delete(name)) } },
      el("summary", {}, el("span", { class: "group-head", text: label }), head),
      el("div", { class: "folded-inner" }, ...inner),
    )
    holder.open = this.opened.has(name)
    return { holder, head }
  }

  set(field, value) {
    this.desk.change([{ op: "set", path: field.path, value }])
  }
}

// A form without its values, written so that equal ones are equal.
function shapeOf(form) {
  return JSON.stringify(form, (name, value) => {
    if (typeof value !== "object" || value === null) return name === "value" || name === "title" ? undefined : value
    return Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

export function sentences({ message, hint }) {
  const whole = (words) => words && words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?…]”?$/.test(words) ? "" : ".")
  return [whole(message), whole(hint)].filter(Boolean).join(" ")
}

// What a folded part holds, in a few words.
export function shortOf(field) {
  if (field.kind === "list" || field.kind === "map") return field.fields?.length ? String(field.fields.length) : "none"
  if (Array.isArray(field.value)) return field.value.join(", ")
  return field.value ?? field.title ?? ""
}

// Text areas are as high as their words.
export function grow(text) {
  if (CSS.supports("field-sizing", "content")) return
  text.style.height = "auto"
  text.style.height = `${text.scrollHeight + 2}px`
}

export { same }
