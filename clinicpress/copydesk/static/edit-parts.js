// Small parts that the pages of marketing's desk are made of. Words become text, never markup.

const SVG = "http://www.w3.org/2000/svg"
const DRAWN = {
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  book: "M5 4h9a4 4 0 0 1 4 4v12H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h10",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  warn: "M12 3 2 20h20zM12 10v4M12 17h.01",
  undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  columns: "M4 5h16v14H4zM12 5v14",
  inside: "M5 4v9a3 3 0 0 0 3 3h10M14 12l4 4-4 4",
}

// Makes an element. Attributes: `text`, `on` (listeners), `class`, and any of HTML's; null and false leave one out.
export function el(name, given = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue
    if (key === "text") made.textContent = value
    else if (key === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard)
    else if (key === "value") made.value = value
    else made.setAttribute(key, value === true ? "" : value)
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return made
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("class", "icon")
  svg.setAttribute("aria-hidden", "true")
  const path = document.createElementNS(SVG, "path")
  path.setAttribute("d", DRAWN[name])
  svg.append(path)
  return svg
}

export function say(words) {
  const place = document.getElementById("said")
  place.textContent = ""
  // A status that holds the same words twice is read out once.
  requestAnimationFrame(() => (place.textContent = words))
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

export const key = (path) => JSON.stringify(path)

// Asks the front desk; returns what it answers, and throws Refused with its words.
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.message ?? "The front desk does not answer.")
    this.status = status
    this.answer = answer
  }
}

export async function ask(address, body, headers = { "Content-Type": "application/json" }) {
  let answer
  try {
    answer = await fetch(address, { method: "POST", headers, body: body instanceof Blob ? body : JSON.stringify(body) })
  } catch {
    throw new Refused(0, { message: "The front desk does not answer. Your text is kept in this browser." })
  }
  let said = {}
  try {
    said = await answer.json()
  } catch {
    said = { message: answer.status === 413 ? "That is too large." : answer.status === 503 ? "Too many ask at once; it goes on in a moment." : "Something went wrong at the front desk." }
  }
  if (!answer.ok) throw new Refused(answer.status, said)
  return said
}
