// What was typed and is not saved, kept by the browser. Each page has a place of its own for it, by its file: nothing is
// written over what another page left, and what one left that was closed is offered to the next page of that file.

const SECOND = 1000

export class Kept {
  // `name` is the file; `offered` takes what pages left that are closed: [{ place, text, base, changes, time }], newest first.
  constructor(name) {
    this.begin = `edit-kept:${name}:`
    this.place = `${this.begin}${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
    this.channel = new BroadcastChannel("edit-kept")
    this.channel.addEventListener("message", ({ data }) => {
      if (data.asks && data.asks !== this.place) this.channel.postMessage({ open: this.place })
    })
  }

  keep(what) {
    try {
      localStorage.setItem(this.place, JSON.stringify({ ...what, time: Date.now() }))
    } catch {
      // A browser that keeps nothing: the page itself still has the text, and asks before it is left.
    }
  }

  forget(place = this.place) {
    try {
      localStorage.removeItem(place)
    } catch {
      // There is nothing to forget then.
    }
  }

  // Returns what closed pages of this file left: an open one answers that its text is its own.
  async left() {
    if (!this.places().length) return []
    const open = new Set()
    const hear = ({ data }) => data.open && open.add(data.open)
    this.channel.addEventListener("message", hear)
    this.channel.postMessage({ asks: this.place })
    await new Promise((goes) => setTimeout(goes, SECOND / 2))
    this.channel.removeEventListener("message", hear)
    const found = []
    for (const place of this.places()) {
      if (open.has(place)) continue
      try {
        found.push({ ...JSON.parse(localStorage.getItem(place)), place })
      } catch {
        this.forget(place)
      }
    }
    return found.sort((one, other) => other.time - one.time)
  }

  places() {
    try {
      return Object.keys(localStorage).filter((each) => each.startsWith(this.begin) && each !== this.place)
    } catch {
      return []
    }
  }
}

// Returns when something was, as people say it.
export function saidTime(time) {
  const day = new Date(time)
  const clock = day.toLocaleTimeString("en", { hour: "numeric", minute: "2-digit" })
  if (day.toDateString() === new Date().toDateString()) return `today at ${clock}`
  return `on ${day.toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" })} at ${clock}`
}
