// Fields together: groups, lists, blocks and tables, with what can be added, moved and removed.

import { el, icon, key } from "./edit-parts.js"
import { shortOf } from "./edit-form.js"

// Which fields of a group stand together; those without a name of their own are seen at once, the others are folded.
const ARRANGED = {
  Brochure: [
    ["", ["title", "subtitle", "sections"]],
    ["Box “At a glance”", ["at_a_glance"]],
    ["Version and review", ["version", "published", "reviewed", "reviewer", "review_due"]],
    ["Sources and disclaimer", ["sources", "references", "disclaimer"]],
    ["Notes, codes and language", ["review_notes", "codes", "language"]],
  ],
  Section: [
    ["", ["heading", "body"]],
    ["Points for the one-page summary", ["summary"]],
    ["Sections below this one", ["sections"]],
    ["Beside it, icon and short name", ["aside", "icon", "id"]],
  ],
  Clinic: [
    ["", ["name", "tagline", "phone", "address", "email", "website"]],
    ["Logo, colour and look", ["logo", "logo_has_name", "brand_color", "look"]],
    ["Colour at a print shop", ["brand_spot", "brand_cmyk"]],
    ["Hours and fax", ["hours", "after_hours", "fax"]],
    ["Changes to the look", ["theme"]],
  ],
  Edition: [
    ["", ["theme", "paper", "layouts", "label"]],
    ["Looks that clinics may choose", ["looks"]],
    ["How it is printed", ["two_sided", "for", "as", "sheet", "marks", "profile", "spot"]],
  ],
  Source: [
    ["", ["short", "full", "url"]],
    ["Numbers and date", ["doi", "pmid", "accessed"]],
  ],
  steps: [
    ["", ["steps", "items"]],
    ["How they are numbered", ["start", "label"]],
  ],
}
const PROMINENT = new Set(["title", "heading"])
const OPEN = new Set(["Logo, colour and look"])

const last = (field) => field.path.at(-1)

function arranged(form, field) {
  const parts = ARRANGED[field.model]
  const fields = field.fields ?? []
  if (!parts) return fields.map((each) => form.draw(each, { hidden: fields.length === 1 }))
  const named = new Set(parts.flatMap(([, names]) => names))
  const of = (names) => fields.filter((each) => names.includes(nameOf(each, named)))
  const rest = fields.filter((each) => !named.has(nameOf(each, named)))
  const made = []
  for (const [label, names] of parts) {
    const own = of(names)
    if (!own.length) continue
    if (!label) {
      made.push(...own.map((each) => form.draw(each, { prominent: PROMINENT.has(last(each)), hidden: ["steps", "items", "body"].includes(last(each)) })))
      continue
    }
    const short = own.length === 1 ? shortOf(own[0]) : own.map((each) => (each.kind === "list" ? "" : shortOf(each))).filter(Boolean).join(" · ")
    if (OPEN.has(label)) form.opened.add(key(field.path) + label)
    const { holder } = form.folded(key(field.path) + label, label, short, "", ...own.map((each) => form.draw(each, { hidden: own.length === 1 && each.kind === "list" })))
    made.push(holder)
  }
  return [...made, ...rest.map((each) => form.draw(each))]
}

// A value in short has the path of its group: steps that are a list stand at the path of the block's own key.
function nameOf(field, named) {
  return typeof last(field) === "string" && named.has(last(field)) ? last(field) : field.kind === "list" ? "items" : last(field)
}

function group(form, field, look = {}) {
  if (field.model === "Section") return section(form, field)
  if (field.model === "Item" || field.model === "TableCell") return item(form, field, look)
  const wrong = el("div", { class: "wrongs" })
  const top = !field.path.length
  const head = top || look.hidden || look.entry ? null : el("p", { class: "group-head", text: field.label })
  const holder = el("div", { class: `group ${top ? "whole" : "inner"}`, role: top ? null : "group", "aria-label": top ? null : field.label, "data-path": top ? null : key(field.path) }, head, wrong, ...arranged(form, field))
  form.note(field.path, { holder, wrong, named: field.label })
  return holder
}

function section(form, field) {
  const wrong = el("div", { class: "wrongs" })
  const heading = field.fields.find((each) => last(each) === "heading")?.value ?? "A section without a heading"
  const { holder, head } = form.folded(key(field.path), heading, "", "section", wrong, ...arranged(form, field))
  holder.dataset.path = key(field.path)
  if (form.fresh && field.path.length === 2 && field.path[1] === 0) holder.open = true
  const label = holder.querySelector(".group-head")
  holder.addEventListener("input", (event) => {
    if (event.target.closest("[data-path]").dataset.path === key([...field.path, "heading"])) label.textContent = event.target.value
  })
  head.remove()
  form.note(field.path, { holder, wrong, named: "Section" })
  return holder
}

// An item or a cell: its words, and what stands below them in it, where there is something.
function item(form, field, look) {
  const [text, body, ...rest] = field.fields
  const inside = body?.fields?.length ? form.draw(body, { hidden: true }) : null
  const wrong = el("div", { class: "wrongs" })
  const cell = field.model === "TableCell"
  const parts = [cell && inside && !text.value ? null : form.draw(text, { hidden: true, label: look.label ?? field.label }), inside]
  const spans = rest.filter((each) => each.there && each.value && each.value !== each.default)
  const holder = el("div", { class: "group item", "data-path": key(field.path) }, ...parts, ...spans.map((each) => form.draw(each)), wrong)
  form.note(field.path, { holder, wrong, named: field.label })
  return holder
}

function block(form, field) {
  const wrong = el("div", { class: "wrongs" })
  const inner = field.model === "table" ? table(form, field) : arranged(form, field)
  const holder = el("div", { class: `group block ${field.model}`, "data-path": key(field.path) }, ...inner, wrong)
  form.note(field.path, { holder, wrong, named: field.label })
  return holder
}

// Lists ---------------------------------------------------------------------------------------------------

function list(form, field, look = {}) {
  const wrong = el("div", { class: "wrongs" })
  const entries = field.fields ?? []
  const adds = form.desk.adds(field)
  const kinds = adds.length > 1 ? "blocks" : field.model === "Section" ? "sections" : "plain"
  const rows = entries.map((entry, index) => {
    const single = adds.length < 2 && entry.kind !== "group"
    const own = entry.kind === "list" ? list(form, entry, { hidden: true }) : form.draw(entry, { hidden: true, entry: true, label: `${entry.label} ${index + 1}` })
    const tools = el("div", { class: "tools", role: "group", "aria-label": `${nameOfEntry(entry, index)}: move or remove` }, ...toolsOf(form, field, entry, index))
    const row = el(
      "li",
      { class: `entry of-${kinds} ${single ? "single" : ""}`, "data-path": key([...field.path, index]) },
      el("div", { class: "entry-head" }, el("span", { class: "entry-name", text: adds.length > 1 ? entry.label : "" }), tools),
      el("div", { class: "entry-body" }, own, kinds === "blocks" ? el("div", { class: "between" }, adder(form, field, index + 1, adds, "Add below…")) : null),
    )
    form.note([...field.path, index], { holder: row, named: entry.label })
    return row
  })
  const head = look.hidden || !field.label || (kinds === "sections" && field.path.length === 1) || last(field) === "body" ? null : el("p", { class: "group-head", text: field.label })
  const end = kinds === "blocks" && rows.length ? null : adder(form, field, entries.length, adds, "Add…")
  const holder = el(
    "div",
    { class: `list ${kinds}`, role: "group", "aria-label": field.label, "data-path": key(field.path) },
    head,
    head && field.about ? el("p", { class: "hint shown", text: field.about }) : null,
    rows.length ? el("ul", { class: "entries" }, ...rows) : null,
    wrong,
    end,
  )
  form.note(field.path, { holder, wrong, named: field.label })
  return holder
}

const nameOfEntry = (entry, index) => `${entry.label} ${index + 1}`

function act(name, words, what, off = false) {
  return el("button", { type: "button", class: "tool", "data-tool": name, "aria-label": words, title: words, disabled: off, on: { click: what } }, icon(name))
}

function toolsOf(form, field, entry, index) {
  const entries = field.fields
  const path = [...field.path, index]
  const named = nameOfEntry(entry, index)
  const move = (to) => form.desk.change([{ op: "move", path, to }], { at: { path: [...field.path, to], tool: to < index ? "up" : "down" }, said: `${named} moved ${to < index ? "up" : "down"}.` })
  const body = entry.model === "Item" && entry.fields.find((each) => last(each) === "body")
  const inside = body && !body.fields?.length
  return [
    inside ? act("inside", `Put something below the words of ${named}`, (event) => {
      const row = event.currentTarget.closest(".entry")
      const open = row.querySelector(":scope > .entry-body > .adder")
      if (open) return open.remove()
      const menu = adder(form, body, 0, form.desk.adds(body), "What shall stand in it?")
      menu.open = true
      row.querySelector(":scope > .entry-body").append(menu)
      menu.querySelector("button").focus()
    }) : null,
    act("up", `Move ${named} up`, () => move(index - 1), index === 0),
    act("down", `Move ${named} down`, () => move(index + 1), index === entries.length - 1),
    act("bin", `Remove ${named}`, () => {
      const at = entries.length > 1 ? { path: [...field.path, Math.min(index, entries.length - 2)], tool: "bin" } : { path: field.path, tool: "add" }
      form.desk.change([{ op: "remove", path }], { at, removed: named })
    }, entries.length <= (field.required ? (field.least ?? 0) : 0)),
  ]
}

// What can be put into a list at an index: a button, or a menu of kinds.
function adder(form, field, index, adds, words) {
  const full = Boolean(field.most) && (field.fields?.length ?? 0) >= field.most
  const put = (each) => form.desk.change([{ op: "add", path: field.path, start: each.name, index }], { at: { path: [...field.path, index] }, said: `${each.label} added.` })
  if (adds.length === 1) {
    const [only] = adds
    return el("button", { type: "button", class: "button plain add", "data-tool": "add", disabled: full, on: { click: () => put(only) } }, icon("plus"), el("span", { text: `Add ${only.label.toLowerCase()}` }))
  }
  const menu = el("div", { class: "kinds" }, ...adds.map((each) => el("button", { type: "button", class: "kind", disabled: full, on: { click: () => put(each) } }, el("strong", { text: each.label }), el("span", { class: "hint", text: each.about }))))
  const holder = el("details", { class: "adder" }, el("summary", { class: "button plain add", "data-tool": "add" }, icon("plus"), el("span", { text: words })), menu)
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !holder.open) return
    event.stopPropagation()
    holder.open = false
    holder.querySelector("summary").focus()
  })
  return holder
}

// Entries by name: editions, sources, a clinic's changes to the look.
function map(form, field) {
  const wrong = el("div", { class: "wrongs" })
  const [add] = form.desk.adds(field)
  const rows = (field.fields ?? []).map((entry) => {
    const name = last(entry)
    const remove = el("button", { type: "button", class: "button plain add", on: { click: () => form.desk.change([{ op: "remove", path: entry.path }], { at: { path: field.path, tool: "add" }, removed: `“${name}”` }) } }, icon("bin"), el("span", { text: `Remove “${name}”` }))
    if (!["group", "map", "list"].includes(entry.kind)) return el("li", { class: "entry" }, form.draw(entry), remove)
    const { holder } = form.folded(key(entry.path), name, entry.fields?.[0] ? shortOf(entry.fields[0]) : "", "", form.draw(entry, { hidden: true, entry: true }), remove)
    return el("li", { class: "entry" }, holder)
  })
  const input = el("input", { type: "text", "aria-label": `Name of the new ${add.label.toLowerCase()}`, placeholder: "small-letters-and-hyphens", autocomplete: "off" })
  const put = () => {
    const name = input.value.trim()
    if (!name) return input.focus()
    form.opened.add(key([...field.path, name]))
    form.desk.change([{ op: "add", path: field.path, start: add.name, name }], { at: { path: [...field.path, name] }, said: `${add.label} added.` })
  }
  input.addEventListener("keydown", (event) => event.key === "Enter" && put())
  const holder = el(
    "div",
    { class: "list map", role: "group", "aria-label": field.label, "data-path": key(field.path) },
    rows.length ? el("ul", { class: "entries" }, ...rows) : null,
    wrong,
    el("div", { class: "naming" }, input, el("button", { type: "button", class: "button", "data-tool": "add", on: { click: put } }, icon("plus"), el("span", { text: `Add ${add.label.toLowerCase()}` }))),
  )
  form.note(field.path, { holder, wrong, named: field.label })
  return holder
}

// Tables --------------------------------------------------------------------------------------------------

function table(form, field) {
  const part = (name) => field.fields.find((each) => last(each) === name)
  const header = part("header")
  const rows = part("rows")
  if (header?.kind !== "list" || rows?.kind !== "list" || !header.fields || !rows.fields) return arranged(form, field)
  const whole = header.path.slice(0, -1)
  const columns = header.fields.length
  const even = [header, ...rows.fields].every((row) => row.fields?.length === columns && row.fields.every((cell) => cell.fields.slice(2).every((each) => !each.there)))
  const wrongs = [header, rows].map((each) => {
    const wrong = el("div", { class: "wrongs" })
    form.note(each.path, { wrong, named: each.label })
    return wrong
  })
  const change = (changes, after) => form.desk.change(changes, after ?? { at: { path: field.path } })
  const heads = header.fields.map((cell, index) => {
    const gone = [{ op: "remove column", path: whole, index }]
    return el("th", { scope: "col" }, form.draw(cell, { label: `Head of column ${index + 1}` }), even && columns > 1 ? act("bin", `Remove column ${index + 1}`, () => change(gone, { at: { path: header.path }, removed: `Column ${index + 1}` })) : null)
  })
  const drawn = rows.fields.map((row, index) => {
    const at = (to) => [{ op: "move", path: row.path, to }]
    const wrong = el("div", { class: "wrongs" })
    form.note(row.path, { wrong, named: `Row ${index + 1}` })
    const cells = row.fields ?? []
    return el(
      "tr",
      {},
      ...cells.map((cell, column) => el("td", { colspan: cell.fields?.find((each) => last(each) === "columns")?.value }, form.draw(cell, { label: `Row ${index + 1}, column ${column + 1}` }))),
      el("td", { class: "row-tools" }, act("up", `Move row ${index + 1} up`, () => change(at(index - 1)), index === 0), act("down", `Move row ${index + 1} down`, () => change(at(index + 1)), index === rows.fields.length - 1), act("bin", `Remove row ${index + 1}`, () => change([{ op: "remove", path: row.path }], { removed: `Row ${index + 1}` }), rows.fields.length < 2), wrong),
    )
  })
  const row = { op: "add", path: rows.path, start: form.desk.adds(rows)[0].name, index: rows.fields.length }
  const column = [{ op: "add column", path: whole, index: columns }]
  const others = field.fields.filter((each) => each !== header && each !== rows)
  const shown = others.filter((each) => last(each) === "caption")
  const folded = others.filter((each) => last(each) !== "caption")
  return [
    el("div", { class: "cells", tabindex: "0", role: "group", "aria-label": "Cells of the table" }, el("table", {}, el("thead", {}, el("tr", {}, ...heads, el("td", {}))), el("tbody", {}, ...drawn))),
    ...wrongs,
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "button plain add", "data-tool": "row", on: { click: () => change([row], { at: { path: [...rows.path, rows.fields.length, 0] } }) } }, icon("plus"), el("span", { text: "Add row" })),
      even ? el("button", { type: "button", class: "button plain add", "data-tool": "column", on: { click: () => change(column, { at: { path: [...header.path, columns] } }) } }, icon("columns"), el("span", { text: "Add column" })) : null),
    ...shown.map((each) => form.draw(each)),
    form.folded(key(field.path) + "more", "Heads of rows and widths", "", "", ...folded.map((each) => form.draw(each))).holder,
  ]
}

export const drawnTogether = { group, list, map, block }
