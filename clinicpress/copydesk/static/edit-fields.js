// The fields of one value each: how they are drawn, and how a value is put into them.

import { el, icon, key } from "./edit-parts.js"
import { grow, sentences } from "./edit-form.js"
import { marksFor } from "./edit-marks.js"

const MARKED = new Set(["prose", "paragraphs"])
const LINED = new Set(["paragraphs", "lines"])

// A field of one input, with its label, what it is for, and what is wrong with it.
export function framed(form, field, input, { hidden = false, prominent = false, label = field.label, after = [] } = {}) {
  const id = `field-${field.path.join("-")}`
  input.id = id
  const wrong = el("div", { class: "wrongs", id: `${id}-wrong` })
  const about = field.about ? el("p", { class: "hint", id: `${id}-about`, text: field.about }) : null
  input.setAttribute("aria-describedby", [about && `${id}-about`, `${id}-wrong`].filter(Boolean).join(" "))
  if (field.required) input.setAttribute("aria-required", "true")
  const named = el("label", { for: id, class: hidden ? "unseen" : null, text: label })
  if (!field.required && !hidden) named.append(el("span", { class: "optional", text: " (optional)" }))
  const holder = el("div", { class: `field of-${field.kind}${prominent ? " prominent" : ""}`, "data-path": key(field.path) }, named, input, ...after, about, wrong)
  form.note(field.path, { holder, input, wrong, named: label })
  return holder
}

function words(form, field, look) {
  const input = el("textarea", { rows: "1", dir: PLAIN.has(field.kind) ? "ltr" : "auto", spellcheck: PLAIN.has(field.kind) ? "false" : "true", placeholder: field.default || null, value: field.value ?? "" })
  const lined = LINED.has(field.kind)
  input.addEventListener("input", () => {
    grow(input)
    form.set(field, lined ? input.value : input.value.replace(/\s*\n\s*/g, " "))
  })
  if (!lined) input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
  return framed(form, field, input, { ...look, after: MARKED.has(field.kind) ? [marksFor(input, form.desk, (field.about ?? "").includes("**"))] : [] })
}

const PLAIN = new Set(["id", "link", "phone", "email", "language", "colour"])

function chosen(form, field, look, choices) {
  const input = el("select", { on: { change: () => form.set(field, input.value) } })
  const known = choices.some((each) => each.value === field.value)
  const nothing = field.required ? "Please choose" : field.default ? `As usual (${field.default})` : "None"
  if (!field.required || !known) input.append(el("option", { value: "", text: nothing }))
  for (const each of choices) input.append(el("option", { value: each.value, text: each.label }))
  if (field.value && !known) input.append(el("option", { value: field.value, text: field.value }))
  input.value = field.value ?? ""
  return framed(form, field, input, look)
}

const fromFile = (pairs) => (pairs ?? []).map(([value, label]) => ({ value, label }))

export const drawn = {
  line: words,
  prose: words,
  paragraphs: words,
  sentences: words,
  lines: words,
  id: words,
  link: words,
  phone: words,
  email: words,

  language(form, field, look) {
    const input = el("input", { type: "text", value: field.value ?? "" })
    if (field.value && field.key === "language") input.readOnly = true
    else input.addEventListener("input", () => form.set(field, input.value))
    return framed(form, field, input, look)
  },

  choice: (form, field, look) => chosen(form, field, look, fromFile(field.choices)),
  name: (form, field, look) => chosen(form, field, look, form.desk.offers(field.offer)),

  number(form, field, look) {
    const input = el("input", { type: "number", min: field.least, max: field.most, step: "any", placeholder: field.default || null, value: field.value ?? "" })
    input.addEventListener("input", () => form.set(field, input.value))
    return framed(form, field, input, look)
  },

  date(form, field, look) {
    const input = el("input", { type: "date", value: field.value ?? "", on: { change: () => form.set(field, input.value) } })
    return framed(form, field, input, look)
  },

  truth(form, field) {
    const id = `field-${field.path.join("-")}`
    const input = el("input", { type: "checkbox", id, on: { change: () => form.set(field, input.checked) } })
    inputs.truth(input, field)
    const wrong = el("div", { class: "wrongs", id: `${id}-wrong` })
    const about = field.about ? el("p", { class: "hint", id: `${id}-about`, text: field.about }) : null
    input.setAttribute("aria-describedby", [about && `${id}-about`, `${id}-wrong`].filter(Boolean).join(" "))
    const holder = el("div", { class: "field of-truth", "data-path": key(field.path) }, el("div", { class: "tick" }, input, el("label", { for: id, text: field.label })), about, wrong)
    form.note(field.path, { holder, input, wrong, named: field.label })
    return holder
  },

  colour(form, field, look) {
    const input = el("input", { type: "text", value: field.value ?? "", placeholder: "#0F5A66", autocomplete: "off", spellcheck: "false" })
    const picker = el("input", { type: "color", "aria-label": `${field.label}: choose`, value: "#0f5a66" })
    const seen = el("p", { class: "contrast" })
    const show = () => {
      const whole = /^#[0-9a-f]{6}$/i.test(input.value)
      if (whole) picker.value = input.value.toLowerCase()
      seen.replaceChildren(...(whole ? contrastOf(input.value) : []))
    }
    input.addEventListener("input", () => {
      show()
      form.set(field, input.value)
    })
    input.addEventListener("shown", show)
    picker.addEventListener("input", () => {
      input.value = picker.value.toUpperCase()
      show()
      form.set(field, input.value)
    })
    show()
    return framed(form, field, input, { ...look, after: [el("div", { class: "colors" }, picker, seen)] })
  },

  picture: pictured,
  logo: pictured,

  names(form, field) {
    const offered = [...fromFile(field.choices), ...form.desk.offers(field.offer)]
    const value = field.value ?? field.default ?? []
    const all = fromFile(field.choices).some((each) => each.value === value)
    const ticked = new Set([value].flat())
    const boxes = offered.map((each, number) => {
      const id = `field-${field.path.join("-")}-${number}`
      const box = el("input", { type: "checkbox", id, on: { change: () => {
        const whole = fromFile(field.choices).find((one) => one.value === each.value)
        if (whole) form.desk.change([{ op: "set", path: field.path, value: box.checked ? each.value : offered.filter((one) => one !== each).map((one) => one.value) }], { at: { path: field.path } })
        else form.desk.change([{ op: "set", path: field.path, value: box.checked ? [...ticked, each.value].filter((one) => offered.some((known) => known.value === one && known.value !== "all")) : [...ticked].filter((one) => one !== each.value) }], { at: { path: field.path } })
      } } })
      box.checked = ticked.has(each.value) || (all && each.value !== value)
      box.disabled = all && each.value !== value
      return el("div", { class: "tick" }, box, el("label", { for: id, text: each.label }))
    })
    return set(form, field, ...boxes)
  },

  sources(form, field) {
    const reason = field.fields?.[0]
    const put = (value, after) => form.desk.change([{ op: "set", path: field.path, value }], after)
    if (reason) {
      const back = el("button", { type: "button", class: "button plain add", text: "Name sources instead", on: { click: () => put([], { at: { path: field.path } }) } })
      return set(form, field, form.draw(reason), back)
    }
    return set(form, field, ...ordered(form, field, put))
  },

  unknown(form, field) {
    const remove = el("button", { type: "button", class: "button", text: "Remove it", on: { click: () => form.desk.change([{ op: "remove", path: field.path }], { removed: `“${field.label}”` }) } })
    return set(form, { ...field, about: "Nobody knows what this is for. It is not printed." }, field.value ? el("p", { text: field.value }) : null, remove)
  },

  other(form, field) {
    return set(form, { ...field, about: "This does not fit here. Look at it under “YAML”." }, field.value ? el("p", { text: field.value }) : null)
  },
}

// Several inputs under one name.
function set(form, field, ...inner) {
  const wrong = el("div", { class: "wrongs" })
  const holder = el("fieldset", { class: `field of-${field.kind}`, "data-path": key(field.path) }, el("legend", { text: field.label }), field.about ? el("p", { class: "hint shown", text: field.about }) : null, ...inner, wrong)
  form.note(field.path, { holder, wrong, named: field.label })
  return holder
}

// The sources in their order, in which they are numbered, and a choice of others.
function ordered(form, field, put) {
  const value = field.value ?? []
  const offered = form.desk.offers(field.offer)
  const called = (name) => offered.find((each) => each.value === name)?.label ?? name
  const tool = (name, said, next, off) => el("button", { type: "button", class: "tool", "data-tool": name, "aria-label": said, title: said, disabled: off, on: { click: () => put(next, { at: { path: field.path } }) } }, icon(name))
  const swapped = (at, to) => {
    const next = [...value]
    ;[next[at], next[to]] = [next[to], next[at]]
    return next
  }
  const rows = value.map((name, at) =>
    el("li", { class: "chosen" }, el("span", { text: called(name) }), el("div", { class: "tools" },
      tool("up", `Move ${called(name)} up`, swapped(at, at - 1), at === 0),
      tool("down", `Move ${called(name)} down`, swapped(at, at + 1), at === value.length - 1),
      tool("bin", `Remove ${called(name)}`, value.filter((each) => each !== name)))),
  )
  const more = offered.filter((each) => !value.includes(each.value))
  const choice = el("select", { "aria-label": `Add to ${field.label.toLowerCase()}`, on: { change: () => choice.value && put([...value, choice.value], { at: { path: field.path } }) } }, el("option", { value: "", text: "Add a source…" }), ...more.map((each) => el("option", { value: each.value, text: each.label })))
  const none = !value.length && field.kind === "sources" ? el("button", { type: "button", class: "button plain add", text: "There is no source…", on: { click: () => put({ none: "" }, { at: { path: [...field.path, "none"] } }) } }) : null
  return [rows.length ? el("ol", { class: "chosen-list" }, ...rows) : null, more.length ? choice : null, none]
}

function pictured(form, field, look) {
  const offered = form.desk.offers(field.offer)
  const known = offered.some((each) => each.value === field.value)
  const input = el("select", { on: { change: () => form.set(field, input.value) } }, el("option", { value: "", text: field.required ? "Please choose, or upload one" : "None" }), ...offered.map((each) => el("option", { value: each.value, text: each.label })))
  if (field.value && !known) input.append(el("option", { value: field.value, text: `${field.value} (not there)` }))
  input.value = field.value ?? ""
  const file = el("input", { type: "file", accept: ".svg,.png,.jpg,.jpeg,.webp,.gif,.tif,.tiff", class: "unseen", tabindex: "-1", "aria-label": `${field.label}: a file of yours` })
  const choose = el("button", { type: "button", class: "button", "data-tool": "upload", on: { click: () => file.click() } }, icon("picture"), el("span", { text: "Upload a picture…" }))
  file.addEventListener("change", () => file.files[0] && form.desk.upload(field, file.files[0]))
  const holder = framed(form, field, input, { ...look, after: [el("div", { class: "buttons" }, choose, file)] })
  holder.addEventListener("dragover", (event) => event.preventDefault())
  holder.addEventListener("drop", (event) => {
    event.preventDefault()
    if (event.dataTransfer.files[0]) form.desk.upload(field, event.dataTransfer.files[0])
  })
  return holder
}

const put = (input, field) => (input.value = field.value ?? "")

// A picture that was uploaded just now is not among those that were there when the field was drawn.
function putPicture(input, field) {
  const value = field.value ?? ""
  if (value && ![...input.options].some((each) => each.value === value)) input.append(el("option", { value, text: value.split("/").at(-1) }))
  input.value = value
}

// How a value is put into an input that is there already.
export const inputs = {
  ...Object.fromEntries(["line", "prose", "paragraphs", "sentences", "lines", "id", "link", "phone", "email"].map((kind) => [kind, (input, field) => {
    if (input.value === (field.value ?? "")) return
    put(input, field)
    grow(input)
  }])),
  language: put,
  choice: put,
  name: put,
  number: put,
  date: put,
  picture: putPicture,
  logo: putPicture,
  truth: (input, field) => (input.checked = /^(true|yes|on)$/i.test(field.value ?? field.default ?? "")),
  colour: (input, field) => {
    put(input, field)
    input.dispatchEvent(new Event("shown"))
  },
}

// The contrast of a colour with white (WCAG 2.2, 1.4.3), which both of its uses on paper need.
export function contrastOf(color) {
  const part = (at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
  const ratio = 1.05 / (light + 0.05)
  const good = ratio >= 4.5
  const patches = [el("span", { class: "swatch", "aria-hidden": "true", text: "White on it" }), el("span", { class: "swatch ink", "aria-hidden": "true", text: "On white" })]
  patches[0].style.backgroundColor = color
  patches[1].style.color = color
  return [...patches, el("span", { class: good ? "good" : "wrong", text: `Contrast with white ${ratio.toFixed(1)}:1, ${good ? "good to read" : "too little: 4.5:1 is needed"}` })]
}

export { sentences }
