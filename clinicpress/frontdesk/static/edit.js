// Marketing's desk: one text, shown as a form, as YAML and as pages. The server keeps nothing of it until it is saved.

import { ask, el, icon, key, Refused, same, say } from "./edit-parts.js"
import { Form } from "./edit-form.js"
import { Pages } from "./edit-pages.js"
import { showCheck, showDifferences } from "./edit-tabs.js"
import { confirmed, conflict, release } from "./edit-saving.js"

const LOOK = /^an open LOOK:? ?/i
const PAUSE = 150
const MOST_UNDONE = 200
const given = JSON.parse(document.getElementById("given").textContent)
const at = (id) => document.getElementById(id)
// The editor knows plain line ends only; those of the file are put back.
const plain = (text) => text.replaceAll("\r\n", "\n")

class Desk {
  constructor() {
    this.text = given.text
    this.saved = given.text
    this.base = given.base
    this.queue = []
    this.sent = []
    this.past = []
    this.problems = []
    this.tab = "form"
    this.stored = `edit:${given.name}`
    this.form = new Form(at("form"), this)
    this.pages = new Pages(at("pages"), at("pages-state"), (path) => this.toField(path), (file) => this.elsewhere(file))
    this.form.show(given.form ?? { kind: "group", path: [], fields: [] })
    if (!given.form) this.formless()
    this.begin()
  }

  begin() {
    for (const tab of document.querySelectorAll('[role="tab"]')) tab.addEventListener("click", () => this.open(tab.dataset.tab))
    document.querySelector('[role="tablist"]').addEventListener("keydown", (event) => this.turn(event))
    at("undo").addEventListener("click", () => this.undo())
    at("save").addEventListener("click", () => this.save())
    for (const choice of document.querySelectorAll("[data-job]")) {
      const kept = localStorage.getItem(`edit:${choice.dataset.job}`)
      const named = new URLSearchParams(location.search).has(choice.dataset.job)
      if (!named && [...choice.options].some((each) => each.value === kept)) choice.value = kept
      choice.addEventListener("change", () => {
        localStorage.setItem(`edit:${choice.dataset.job}`, choice.value)
        this.prove()
      })
    }
    addEventListener("beforeunload", (event) => {
      if (this.text !== this.saved || this.queue.length) event.preventDefault()
    })
    addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault()
        this.save()
      }
    })
    this.offerLost()
    this.state()
    this.prove()
  }

  // What the form asks -------------------------------------------------------------------------------

  // Takes changes of the text; `after` says where to go then, what to say, and what was removed.
  change(changes, after = null) {
    this.remember(changes)
    for (const each of changes) {
      const last = this.queue.at(-1)
      if (each.op === "set" && last?.op === "set" && same(last.path, each.path)) this.queue.pop()
      this.queue.push(each)
    }
    if (after || changes.some((each) => each.op !== "set")) {
      this.after = after ?? {}
      clearTimeout(this.timer)
      this.send()
    } else {
      this.soon()
    }
    this.state()
  }

  // What was typed and is not in the text yet.
  waiting() {
    return this.queue.filter((each) => each.op === "set")
  }

  pending(path) {
    return [...this.queue, ...this.sent].some((each) => each.op === "set" && same(each.path, path))
  }

  sources() {
    return this.offers("source")
  }

  offers(name) {
    return given.offers[name] ?? []
  }

  adds(field) {
    return (field.adds ?? []).map((name) => ({ name, ...given.adds[name] }))
  }

  focused(path) {
    this.pages.mark(path)
  }

  visit(path) {
    this.pages.visit(path)
  }

  async upload(field, file) {
    say("The picture is sent.")
    await this.idle()
    try {
      const { value, label } = await ask(`${given.address}/picture?name=${encodeURIComponent(file.name)}`, file, { "Content-Type": "application/octet-stream" })
      const offered = (given.offers[field.offer] ??= [])
      if (!offered.some((each) => each.value === value)) offered.push({ value, label })
      this.change([{ op: "set", path: field.path, value }], { at: { path: [...field.path.slice(0, -1), field.kind === "picture" ? "alt" : field.path.at(-1)] }, said: field.kind === "picture" ? "The picture is there. Say what it shows, for people who cannot see it." : "The logo is there." })
    } catch (error) {
      this.tell(error)
    }
  }

  remember(changes) {
    const [first] = changes
    const now = Date.now()
    const goesOn = changes.length === 1 && first.op === "set" && this.last && same(this.last.path, first.path) && now - this.last.time < 1500
    this.last = changes.length === 1 && first.op === "set" ? { path: first.path, time: now } : null
    if (!goesOn) {
      this.past.push(this.text)
      if (this.past.length > MOST_UNDONE) this.past.shift()
    }
  }

  // Sending and showing ------------------------------------------------------------------------------

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), PAUSE)
  }

  async send(anew = false) {
    if (this.sending) {
      this.again = true
      return
    }
    const text = this.text
    const after = this.after
    this.after = null
    this.sent = this.queue.splice(0)
    this.sending = true
    if (after) at("form").inert = true
    let answer = null
    try {
      answer = await ask(`${given.address}/form`, { text, changes: this.sent })
    } catch (error) {
      this.refuse(error)
    }
    at("form").inert = false
    this.sending = false
    if (answer && this.text === text) {
      this.take(answer.text)
      this.sent = []
      this.showForm(answer.form, anew)
      if (after) this.follow(after)
    } else if (answer) {
      this.queue.unshift(...this.sent)
      this.again = true
    }
    this.sent = []
    this.state()
    if (this.again) {
      this.again = false
      await this.send()
    } else {
      this.prove()
      this.wake?.()
    }
  }

  // Waits until all that was typed is in the text.
  async idle() {
    clearTimeout(this.timer)
    if (this.queue.length) this.send()
    while (this.sending || this.queue.length) await new Promise((wake) => (this.wake = wake))
  }

  take(text) {
    this.text = text
    this.editor?.put(plain(text))
    if (text === this.saved) sessionStorage.removeItem(this.stored)
    else sessionStorage.setItem(this.stored, JSON.stringify({ base: this.base, text }))
  }

  showForm(form, anew) {
    if (form) {
      at("formless").hidden = true
      at("form").hidden = false
      this.form.show(form, anew)
      this.form.wrong(this.problems)
    } else {
      this.formless()
    }
  }

  formless() {
    at("form").hidden = true
    at("formless").hidden = false
  }

  follow({ at: goal, said, removed }) {
    if (goal) {
      const field = this.form.fields.get(key(goal.path))
      const tools = goal.tool ? [goal.tool, "up", "down", "bin"].map((name) => `:scope > .entry-head [data-tool="${name}"]:not(:disabled)`) : []
      const tool = tools.map((name) => field?.holder.querySelector(name)).find(Boolean) ?? (goal.tool === "add" && field?.holder.querySelector('[data-tool="add"]'))
      if (tool) tool.focus()
      else if (field) this.form.go(goal.path)
    }
    if (said) say(said)
    if (removed) this.offerUndo(removed)
    else at("toast").hidden = true
  }

  offerUndo(removed) {
    const button = el("button", { type: "button", class: "button", on: { click: () => this.undo() } }, icon("undo"), el("span", { text: "Put it back" }))
    at("toast").replaceChildren(el("span", { text: `${removed} removed.` }), button)
    at("toast").hidden = false
    say(`${removed} removed.`)
  }

  async undo() {
    await this.idle()
    const text = this.past.pop()
    at("toast").hidden = true
    if (text === undefined) return
    this.last = null
    this.take(text)
    await this.send(true)
    say("Undone.")
  }

  refuse(error) {
    if (error.answer?.problems) {
      const problems = error.answer.problems
      if (this.form.wrong(problems).length || !problems.length) this.tell(error)
    } else {
      this.tell(error)
    }
  }

  tell(error) {
    const words = error instanceof Refused ? error.message : "Something went wrong on this page. Your text is kept."
    at("toast").replaceChildren(icon("warn"), el("span", { text: words }))
    at("toast").hidden = false
    say(words)
    if (!(error instanceof Refused)) throw error
  }

  state() {
    const open = this.text !== this.saved || this.queue.length > 0
    at("state").textContent = open ? "Not saved yet" : "All is saved"
    at("state").classList.toggle("open", open)
    at("save").setAttribute("aria-disabled", String(!open))
    at("undo").disabled = !this.past.length
    document.title = `${open ? "• " : ""}${given.title}`
  }

  // The pages ----------------------------------------------------------------------------------------

  job() {
    return Object.fromEntries([...document.querySelectorAll("[data-job]")].flatMap((each) => {
      const names = each.dataset.job.split(" ")
      const values = each.value.split(" ")
      return names.map((name, number) => [name, values[number]])
    }))
  }

  async prove() {
    if (this.proving) {
      this.proveAgain = true
      return
    }
    this.proving = true
    at("pages").setAttribute("aria-busy", "true")
    const text = this.text
    const begun = performance.now()
    try {
      const answer = await ask(`${given.address}/proof`, { text, job: this.job() })
      if (text === this.text) this.problems = answer.problems
      if (answer.key) {
        this.pages.show(answer)
        at("pages-state").textContent = `${answer.pages} ${answer.pages === 1 ? "page" : "pages"}`
      } else {
        this.pages.stale()
        at("pages-state").textContent = "These pages are the last that could be printed."
      }
      this.showProblems()
      performance.measure("proof", { start: begun })
    } catch (error) {
      if (error instanceof Refused) at("pages-state").textContent = error.message
      else throw error
    } finally {
      this.proving = false
      at("pages").setAttribute("aria-busy", "false")
    }
    if (this.proveAgain) {
      this.proveAgain = false
      this.prove()
    }
  }

  showProblems() {
    const errors = this.problems.filter((each) => each.severity === "error")
    this.form.wrong(this.problems)
    this.editor?.mark(this.problems.filter((each) => each.own))
    const holder = at("problems")
    const open = holder.querySelector("details")?.open ?? true
    holder.hidden = !errors.length
    const words = errors.length === 1 ? "One thing keeps it from being printed" : `${errors.length} things keep it from being printed`
    if (at("problems-said")?.textContent !== words) say(errors.length ? `${words}.` : this.hadErrors ? "It can be printed again." : "")
    this.hadErrors = errors.length > 0
    if (!errors.length) {
      holder.replaceChildren()
      return
    }
    const list = el("ul", {}, ...errors.slice(0, 60).map((problem) => this.problem(problem)))
    const details = el("details", {}, el("summary", {}, icon("warn"), el("span", { id: "problems-said", text: words })), list)
    details.open = open
    holder.replaceChildren(details)
  }

  // A problem in a list, which leads to where it is mended.
  problem(problem) {
    const words = problem.message.charAt(0).toUpperCase() + problem.message.slice(1)
    const named = problem.path ? this.form.label(problem.path) : ""
    const place = problem.own ? named || `Line ${problem.line}` : problem.called
    const about = [el("strong", { text: place }), el("span", { text: `${words}${/[.!?…]$/.test(words) ? "" : "."}` }), problem.hint ? el("span", { class: "hint", text: problem.hint }) : null]
    if (problem.own && LOOK.test(problem.message)) {
      const settle = el("button", { type: "button", class: "button", text: "It is settled", on: { click: () => this.change([{ op: "settle", line: problem.line }], { said: "The question is settled." }) } })
      return el("li", { class: "look" }, el("button", { type: "button", class: "problem", on: { click: () => this.toProblem(problem) } }, el("strong", { text: place }), el("span", { text: words.replace(LOOK, "Look: ") })), settle)
    }
    if (problem.own) return el("li", {}, el("button", { type: "button", class: "problem", on: { click: () => this.toProblem(problem) } }, ...about.filter(Boolean)))
    if (problem.href) return el("li", {}, el("a", { class: "problem", href: problem.href }, ...about.filter(Boolean)))
    return el("li", { class: "problem" }, ...about.filter(Boolean))
  }

  async toProblem(problem) {
    if (this.tab !== "yaml" && problem.path && !at("form").hidden) {
      this.open("form")
      if (this.form.go(problem.path)) return
    }
    await this.open("yaml")
    this.editor.go(problem.line, problem.column)
  }

  toField(path) {
    this.open("form")
    if (!this.form.go(path)) say("This text has no field of its own.")
  }

  elsewhere(file) {
    say(`This stands in another file: ${file}.`)
    at("pages-state").textContent = `This stands in another file: ${file}`
  }

  // The tabs -----------------------------------------------------------------------------------------

  async open(name) {
    if (name === this.tab) return
    const before = this.tab
    this.tab = name
    for (const tab of document.querySelectorAll('[role="tab"]')) {
      const own = tab.dataset.tab === name
      tab.setAttribute("aria-selected", String(own))
      tab.tabIndex = own ? 0 : -1
      at(tab.getAttribute("aria-controls")).hidden = !own
    }
    await this.idle()
    if (name === "yaml") await this.openEditor()
    if (name === "form" && before === "yaml") await this.send(true)
    if (name === "check") await this.report(showCheck, "check", "check")
    if (name === "compare") await this.report(showDifferences, "compare", "compare")
  }

  turn(event) {
    const tabs = [...document.querySelectorAll('[role="tab"]')]
    const now = tabs.indexOf(document.activeElement)
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined || now < 0) return
    event.preventDefault()
    const tab = tabs[(to + tabs.length) % tabs.length]
    tab.focus()
    this.open(tab.dataset.tab)
  }

  async openEditor() {
    if (this.editor) {
      this.editor.put(plain(this.text))
      return
    }
    const [{ openEditor }, schema] = await Promise.all([import("./editor.js"), fetch(given.schema).then((answer) => answer.json())])
    this.editor = openEditor({
      parent: at("yaml"),
      text: plain(this.text),
      nonce: given.nonce,
      schema,
      label: "The file as YAML",
      sources: Object.fromEntries(this.sources().map((each) => [each.value, each.label])),
      changed: (typed) => {
        const text = given.text.includes("\r\n") ? typed.replaceAll("\n", "\r\n") : typed
        this.remember([{ op: "set", path: ["(yaml)"] }])
        this.take(text)
        this.state()
        clearTimeout(this.timer)
        this.timer = setTimeout(() => this.prove(), PAUSE)
      },
    })
    this.editor.mark(this.problems.filter((each) => each.own))
  }

  async report(show, holder, what) {
    const place = at(holder)
    place.replaceChildren(el("p", { class: "soft", text: what === "check" ? "The desk looks at it…" : "It is compared…" }))
    try {
      show(place, await ask(`${given.address}/${what}`, { text: this.text, job: this.job() }), this)
    } catch (error) {
      place.replaceChildren(el("p", { class: "notice warn" }, icon("warn"), el("span", { text: error.message })))
      if (!(error instanceof Refused)) throw error
    }
  }

  // Saving -------------------------------------------------------------------------------------------

  async save() {
    await this.idle()
    if (this.text === this.saved) {
      say("All is saved.")
      return
    }
    const errors = this.problems.filter((each) => each.severity === "error").length
    const choice = await release(this, given, errors)
    if (!choice) return
    if (choice.version) {
      this.change([{ op: "set", path: ["version"], value: choice.version }, { op: "set", path: ["published"], value: given.today }])
      await this.idle()
    }
    await this.put(this.base, errors > 0)
  }

  async put(base, despite) {
    const text = this.text
    try {
      const answer = await ask(`${given.address}/save`, { text, base, despite })
      this.saved = text
      this.base = answer.base
      sessionStorage.removeItem(this.stored)
      this.state()
      at("toast").replaceChildren(el("span", { text: given.kind === "brochure" ? "Saved. From now on this is what everybody prints." : "Saved. It is in use from now on." }))
      at("toast").hidden = false
      say("Saved.")
    } catch (error) {
      if (error instanceof Refused && error.status === 409 && "text" in error.answer) await this.meet(error.answer)
      else this.tell(error)
    }
  }

  // The file was changed meanwhile: whose text stays is for the person to say.
  async meet(theirs) {
    const choice = await conflict(this, given, theirs)
    if (choice === "mine") {
      await this.put(theirs.base, true)
    } else if (choice === "theirs") {
      this.past.push(this.text)
      this.saved = theirs.text
      this.base = theirs.base
      this.take(theirs.text)
      await this.send(true)
      say("The other text is shown now; Undo brings yours back.")
    }
  }

  async offerLost() {
    const kept = sessionStorage.getItem(this.stored)
    if (!kept) return
    const { base, text } = JSON.parse(kept)
    if (text === this.text) return
    const notice = at("lost")
    const done = () => {
      notice.hidden = true
      at("form").querySelector("textarea, input")?.focus()
    }
    notice.querySelector('[data-do="take"]').addEventListener("click", async () => {
      this.past.push(this.text)
      if (base !== this.base) this.base = base
      this.take(text)
      done()
      await this.send(true)
    })
    notice.querySelector('[data-do="drop"]').addEventListener("click", async () => {
      if (!(await confirmed("Forget the text that was not saved?", "It cannot be brought back.", "Forget it"))) return
      sessionStorage.removeItem(this.stored)
      done()
    })
    notice.hidden = false
  }
}

new Desk()
