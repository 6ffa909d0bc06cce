// The live pages: pictures of what would be printed, with a place to click for each text.

import { el, key, same, say } from "./edit-parts.js"

export class Pages {
  // `chosen(path)` is told which text somebody clicked; `elsewhere(file)` that it stands in another file.
  constructor(holder, status, chosen, elsewhere) {
    this.holder = holder
    this.status = status
    this.chosen = chosen
    this.elsewhere = elsewhere
    this.proof = null
    this.marked = null
    this.seen = new IntersectionObserver((entries) => this.look(entries), { root: null, rootMargin: "400px" })
    holder.addEventListener("keydown", (event) => this.walk(event))
  }

  // Shows another proof; pages that are not in sight are painted when they come into it.
  show(proof) {
    this.proof = proof
    this.holder.classList.remove("stale")
    const pages = [...this.holder.children]
    for (const gone of pages.slice(proof.pages)) {
      this.seen.unobserve(gone)
      gone.remove()
    }
    for (let number = 1; number <= proof.pages; number++) {
      const page = pages[number - 1] ?? this.begin(number)
      page.style.aspectRatio = `${proof.paper[0]} / ${proof.paper[1]}`
      const picture = page.querySelector("img")
      picture.alt = `Page ${number} of ${proof.pages}`
      picture.width = Math.round(proof.paper[0] * 1.3)
      picture.height = Math.round(proof.paper[1] * 1.3)
      page.dataset.wanted = `/edit/proof/${proof.key}/${number}-${window.devicePixelRatio > 1.2 ? 2 : 1}.png`
      this.spot(page, number)
      this.seen.unobserve(page)
      this.seen.observe(page)
    }
    this.mark(this.marked, false)
  }

  // Greys the last good pages: what is there now cannot be printed.
  stale() {
    this.holder.classList.add("stale")
  }

  begin(number) {
    const page = el("div", { class: "page", id: `page-${number}` }, el("img", { decoding: "async" }), el("div", { class: "spots" }))
    this.holder.append(page)
    return page
  }

  look(entries) {
    for (const { target, isIntersecting } of entries) if (isIntersecting) this.paint(target)
  }

  async paint(page) {
    const wanted = page.dataset.wanted
    if (page.dataset.painting === wanted) return
    page.dataset.painting = wanted
    const next = new Image()
    next.src = wanted
    try {
      await next.decode()
    } catch {
      if (page.dataset.painting === wanted) delete page.dataset.painting
      return
    }
    if (page.dataset.wanted !== wanted) return
    page.querySelector("img").src = wanted
    page.dataset.painted = wanted
    page.dispatchEvent(new CustomEvent("painted", { bubbles: true }))
  }

  spot(page, number) {
    const holder = page.querySelector(".spots")
    const spots = this.proof.spots.filter((each) => each.page === number)
    if (same(holder.spots, spots)) return
    holder.spots = spots
    const had = holder.contains(document.activeElement) ? [...holder.children].indexOf(document.activeElement) : -1
    holder.replaceChildren(
      ...spots.map((each) => {
        const made = el("button", {
          type: "button",
          class: "spot",
          tabindex: "-1",
          "aria-label": each.path ? `Edit: ${each.words}` : `From another file: ${each.words}`,
          title: each.path ? null : each.file,
          on: { click: () => this.go(each), focus: () => this.stop(made) },
        })
        made.style.left = `${each.box[0] * 100}%`
        made.style.top = `${each.box[1] * 100}%`
        made.style.width = `${each.box[2] * 100}%`
        made.style.height = `${each.box[3] * 100}%`
        made.dataset.paths = JSON.stringify(each.paths ?? [])
        return made
      }),
    )
    if (had >= 0) holder.children[Math.min(had, holder.children.length - 1)]?.focus()
    const all = this.holder.querySelectorAll(".spot")
    if (all.length && !this.holder.querySelector('.spot[tabindex="0"]')) all[0].tabIndex = 0
  }

  go(spot) {
    if (spot.path) this.chosen(spot.path)
    else this.elsewhere(spot.file)
  }

  stop(spot) {
    for (const each of this.holder.querySelectorAll('.spot[tabindex="0"]')) each.tabIndex = -1
    spot.tabIndex = 0
  }

  // Arrow keys go from text to text; Enter, as on all buttons, goes to its field.
  walk(event) {
    const all = [...this.holder.querySelectorAll(".spot")]
    const at = all.indexOf(document.activeElement)
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    all[Math.min(Math.max(to, 0), all.length - 1)].focus()
  }

  // Marks where a text stands, and brings it into sight.
  mark(path, scroll = true) {
    this.marked = path
    let first = null
    for (const spot of this.holder.querySelectorAll(".spot")) {
      const own = path && JSON.parse(spot.dataset.paths).some((each) => same(each, path))
      spot.classList.toggle("marked", Boolean(own))
      if (own) first ??= spot
    }
    if (scroll && first && getComputedStyle(this.holder).overflowY !== "visible") {
      const { top, bottom } = first.getBoundingClientRect()
      const room = this.holder.getBoundingClientRect()
      if (top < room.top || bottom > room.bottom) {
        const still = matchMedia("(prefers-reduced-motion: reduce)").matches
        const by = top - room.top - Math.max(24, (room.height - (bottom - top)) / 3)
        this.holder.scrollBy({ top: by, behavior: still ? "auto" : "smooth" })
      }
    }
    return first
  }

  // Goes from a field to its text on the page.
  visit(path) {
    const spot = this.mark(path)
    if (spot) spot.focus()
    else say("This is not printed on these pages.")
  }
}
