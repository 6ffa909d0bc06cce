// Begins something new: a brochure, from nothing or from an article, and a clinic.

import { ask, Refused } from "./edit-parts.js"

const at = (id) => document.getElementById(id)

// A short name of a title: small letters, digits and hyphens.
function short(words) {
  return words
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
}

function follows(from, to) {
  let own = false
  to.addEventListener("input", () => (own = to.value !== ""))
  from.addEventListener("input", () => {
    if (!own) to.value = short(from.value)
  })
}

async function begin(form, wrong, send) {
  const button = form.querySelector("button")
  wrong.textContent = ""
  button.setAttribute("aria-busy", "true")
  try {
    location.assign((await send()).address)
  } catch (error) {
    wrong.textContent = error instanceof Refused ? error.message : "Something went wrong on this page."
    if (!(error instanceof Refused)) throw error
  } finally {
    button.removeAttribute("aria-busy")
  }
}

follows(at("new-title"), at("new-slug"))
follows(at("clinic-called"), at("clinic-id"))

at("new-brochure").addEventListener("submit", (event) => {
  event.preventDefault()
  const file = at("new-article").files[0]
  const asked = new URLSearchParams({ slug: at("new-slug").value.trim(), language: at("new-language").value.trim(), article: file?.name ?? "" })
  begin(event.target, at("new-wrong"), () => ask(`/edit/new/brochure?${asked}`, file ?? new Blob([]), { "Content-Type": "application/octet-stream" }))
})

at("new-clinic").addEventListener("submit", (event) => {
  event.preventDefault()
  begin(event.target, at("clinic-wrong"), () => ask("/edit/new/clinic", { clinic: at("clinic-id").value.trim(), called: at("clinic-called").value.trim() }))
})
