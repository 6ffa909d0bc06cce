// The tabs beside the form: what the editor's desk found, and what differs from what is printed now.

import { el, icon } from "./edit-parts.js"

export function showCheck(place, report, desk) {
  const parts = []
  if (!report.settle.length) parts.push(el("p", { class: "notice", text: "Nothing is left to settle." }))
  else parts.push(el("h2", { text: "To settle before it goes out" }), list(report.settle, desk))
  if (report.help.length) parts.push(el("h2", { text: "Would help readers" }), list(report.help, desk))
  if (report.rows.length) {
    parts.push(el("h2", { text: "How easy it is to read" }), el("p", { class: "score" }, el("strong", { text: report.score })))
    const rows = report.rows.map((row) =>
      el("tr", {}, el("td", {}, el("span", { class: `verdict ${row.verdict.replaceAll(" ", "-")}`, text: row.verdict })), el("th", { scope: "row", text: row.words }), el("td", { class: "soft", text: row.seen })),
    )
    const head = el("tr", {}, ...["Verdict", "What is asked", "What was seen"].map((words) => el("th", { scope: "col", text: words })))
    parts.push(el("div", { class: "cells", tabindex: "0", role: "group", "aria-label": "Scorecard" }, el("table", { class: "card" }, el("thead", {}, head), el("tbody", {}, ...rows))))
  }
  place.replaceChildren(...parts)
}

function list(problems, desk) {
  return el("ul", { class: "findings" }, ...problems.map((each) => desk.problem(each)))
}

export function showDifferences(place, found) {
  place.replaceChildren(...differences(found, "h2"))
}

export function differences(found, level = "h3") {
  const parts = []
  if (!found.headings.length && !found.facts.length && !found.pages.length && !found.problems.length) {
    return [el("p", { class: "notice", text: "Nothing differs from what is printed now." })]
  }
  if (found.problems.length) {
    const words = "Some of it cannot be printed, so its pages were not compared."
    parts.push(el("p", { class: "notice warn" }, icon("warn"), el("span", { text: words })))
  }
  for (const heading of found.headings) {
    parts.push(el(level, { text: heading.name }))
    if (heading.moved) parts.push(el("p", { class: "soft", text: "stands in another place now" }))
    for (const passage of heading.passages) {
      const words = passage.pieces.flatMap(([kind, text]) => [
        kind === "old" ? el("del", {}, el("span", { class: "unseen", text: "removed: " }), text) : kind === "new" ? el("ins", {}, el("span", { class: "unseen", text: "added: " }), text) : text,
        " ",
      ])
      parts.push(el("p", { class: "passage" }, ...words, el("span", { class: "where soft", text: passage.where })))
    }
  }
  if (found.facts.length) {
    parts.push(el(level, { text: "Beside the words" }), el("ul", { class: "facts" }, ...found.facts.map(([section, words]) => el("li", { text: `${section}: ${words}` }))))
  }
  if (found.pages.length) {
    parts.push(el(level, { text: "Pages" }), el("ul", { class: "facts" }, ...found.pages.map(([layout, words]) => el("li", { text: `${layout}, ${words}` }))))
  }
  return parts
}
