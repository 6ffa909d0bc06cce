// Marketing's desk: one text, shown as a form, as YAML and as pages. The server keeps nothing of it until it is saved.

import { ask, el, icon, key, Refused, same, say } from "./edit-parts.js"
import { Form } from "./edit-form.js"
import { Kept, saidTime } from "./edit-kept.js"
import { Pages } from "./edit-pages.js"
import { showCheck, showDifferences } from "./edit-tabs.js"
import { confirmed, conflict, release } from "./edit-saving.js"
import { Sending } from "./edit-sending.js"

const LOOK = /^an open LOOK:? ?/i
const PAUSE = 150
const MOST_UNDONE = 200
const given = JSON.parse(document.getElementById("given").textContent)
const at = (id) => document.getElementById(id)
// The editor knows plain line ends only, and no byte order mark; those of the file are put back.
const plain = (text) => text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")
const asInFile = (typed) => (given.text.startsWith("\uFEFF") ? "\uFEFF" : "") + (given.text.includes("\r\n") ? typed.replaceAll("\n", "\r\n") : typed)

class Desk {
  constructor() {
    this.text = given.text
    this.saved = given.text
    this.base = given.base
    this.sending = new Sending(given.address, this)
    this.early = ""
    this.past = []
    this.problems = []
    this.tab = "form"
    this.kept = new Kept(given.name)
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
      if (this.unsaved()) event.preventDefault()
    })
    addEventListener("keydown", (event) => this.hold(event), true)
    addEventListener("online", () => this.sending.away && this.sending.send())
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
    const step = after || changes.some((each) => each.op !== "set")
    if (step && this.sending.refused.length) return this.toRefused()
    this.sending.retyped(changes)
    this.remember(changes)
    if (step) this.sending.addStep(changes, after ?? {})
    else this.sending.add(changes)
    this.state()
  }

  // Keeps what is typed while something is added: it belongs into that.
  hold(event) {
    if (!at("form").inert || document.activeElement !== document.body || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.length === 1) this.early += event.key
    else if (event.key === "Backspace") this.early = this.early.slice(0, -1)
    else return
    event.preventDefault()
  }

  // What was typed and is not in the text yet.
  waiting() {
    return this.sending.waiting()
  }

  pending(path) {
    return this.waiting().some((each) => same(each.path, path))
  }

  unsaved() {
    return this.text !== this.saved || !this.sending.isEmpty()
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
    if (!(await this.idle())) return
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
    if (!goesOn) this.bookmark()
  }

  // Keeps for Undo what there is now, with what was typed and is not in the text yet.
  bookmark() {
    this.past.push({ text: this.text, changes: this.waiting() })
    if (this.past.length > MOST_UNDONE) this.past.shift()
  }

  // What the sending tells ---------------------------------------------------------------------------

  // Nobody can type into the form while something is added to it.
  still(held) {
    at("form").inert = held
  }

  // What was to be done at once is not: the form shows what there is.
  notDone() {
    this.early = ""
    this.past.pop()
    this.form.redraw()
  }

  answers() {
    at("toast").hidden = true
    say("The front desk answers again.")
  }

  // Waits until all that was typed is in the text; tells whether it is, and of a desk that does not answer.
  async idle() {
    if (await this.sending.idle()) return true
    this.tell(this.sending.away)
    return false
  }

  wrongs() {
    return [...this.problems, ...this.sending.refused.map((each) => each.problem)]
  }

  // Goes to words that could not be put into the text.
  async toRefused() {
    const [{ problem }] = this.sending.refused
    await this.open("form")
    this.form.go(problem.path)
    this.tell(new Refused(422, { message: problem.message }))
  }

  take(text) {
    this.text = text
    this.editor?.put(plain(text))
  }

  showForm(form, anew) {
    if (form) {
      at("formless").hidden = true
      at("form").hidden = false
      this.form.show(form, anew)
      this.form.wrong(this.wrongs())
    } else {
      this.formless()
    }
  }

  formless() {
    at("form").hidden = true
    at("formless").hidden = false
  }

  follow({ at: goal, said, removed }) {
    const { early } = this
    this.early = ""
    if (goal) {
      const field = this.form.fields.get(key(goal.path))
      const tools = goal.tool ? [goal.tool, "up", "down", "bin"].map((name) => `:scope > .entry-head [data-tool="${name}"]:not(:disabled)`) : []
      const tool = tools.map((name) => field?.holder.querySelector(name)).find(Boolean) ?? (goal.tool === "add" && field?.holder.querySelector('[data-tool="add"]'))
      if (tool) tool.focus()
      else if (field) this.form.go(goal.path)
      if (early && document.activeElement.matches("#form textarea, #form input")) document.execCommand("insertText", false, early)
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
    if (!(await this.idle())) return
    const before = this.past.pop()
    at("toast").hidden = true
    if (!before) return
    this.last = null
    this.take(before.text)
    await this.sending.resume(before.changes)
    say("Undone.")
  }

  tell(error) {
    const words = error instanceof Refused ? error.message : "Something went wrong on this page. Your text is kept."
    at("toast").replaceChildren(icon("warn"), el("span", { text: words }))
    at("toast").hidden = false
    say(words)
    if (!(error instanceof Refused)) throw error
  }

  state() {
    const open = this.unsaved()
    if (open) this.kept.keep({ base: this.base, text: this.text, changes: this.waiting().map(({ op, path, value }) => ({ op, path, value })) })
    else this.kept.forget()
    at("state").textContent = !open ? "All is saved" : this.sending.away ? "Not saved yet: the desk does not answer" : "Not saved yet"
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
      if (!(error instanceof Refused)) throw error
      at("pages-state").textContent = error.message
      if (error.status === 0 || error.status === 503) this.sending.waits(error)
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
    this.form.wrong(this.wrongs())
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
      const settle = el("button", { type: "button", class: "button", text: "It is settled", on: { click: () => this.settle(problem) } })
      return el("li", { class: "look" }, el("button", { type: "button", class: "problem", on: { click: () => this.toProblem(problem) } }, el("strong", { text: place }), el("span", { text: words.replace(LOOK, "Look: ") })), settle)
    }
    if (problem.own) return el("li", {}, el("button", { type: "button", class: "problem", on: { click: () => this.toProblem(problem) } }, ...about.filter(Boolean)))
    if (problem.href) return el("li", {}, el("a", { class: "problem", href: problem.href }, ...about.filter(Boolean)))
    return el("li", { class: "problem" }, ...about.filter(Boolean))
  }

  // Until the list is made anew, its questions may stand in other lines.
  settle({ line, message }) {
    for (const button of at("problems").querySelectorAll(".look > .button")) button.disabled = true
    this.change([{ op: "settle", line, said: message }], { said: "The question is settled." })
  }

  async toProblem(problem) {
    if (this.tab !== "yaml" && problem.path && !at("form").hidden) {
      await this.open("form")
      if (this.form.go(problem.path)) return
    }
    await this.open("yaml")
    this.editor?.go(problem.line, problem.column)
  }

  async toField(path) {
    await this.open("form")
    if (!this.form.go(path)) say("This text has no field of its own.")
  }

  elsewhere(file) {
    say(`This stands in another file: ${file}.`)
    at("pages-state").textContent = `This stands in another file: ${file}`
  }

  // The tabs -----------------------------------------------------------------------------------------

  async open(name) {
    if (name === this.tab) return
    if (!(await this.idle())) return
    const before = this.tab
    if (name === before) return
    this.tab = name
    for (const tab of document.querySelectorAll('[role="tab"]')) {
      const own = tab.dataset.tab === name
      tab.setAttribute("aria-selected", String(own))
      tab.tabIndex = own ? 0 : -1
      at(tab.getAttribute("aria-controls")).hidden = !own
    }
    if (name === "yaml") await this.openEditor()
    if (name === "form" && before === "yaml") await this.sending.send(true)
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
        this.remember([{ op: "set", path: ["(yaml)"] }])
        this.take(asInFile(typed))
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
    if (this.saving || document.querySelector("dialog[open]")) return
    this.saving = true
    try {
      await this.release(this.base)
    } finally {
      this.saving = false
    }
  }

  // Asks and saves, over the text whose SHA-256 is `base`.
  async release(base) {
    if (!(await this.idle())) return
    if (this.sending.refused.length) return this.toRefused()
    if (this.text === this.saved) {
      say("All is saved.")
      return
    }
    const errors = this.problems.filter((each) => each.severity === "error").length
    const choice = await release(this, given, errors)
    if (!choice) return
    if (choice.version) {
      this.change([{ op: "set", path: ["version"], value: choice.version }, { op: "set", path: ["published"], value: given.today }])
      if (!(await this.idle())) return
      if (this.sending.refused.length) return this.toRefused()
    }
    await this.put(base, errors > 0)
  }

  async put(base, despite) {
    const text = this.text
    try {
      const answer = await ask(`${given.address}/save`, { text, base, despite })
      this.saved = text
      this.base = answer.base
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
      await this.release(theirs.base)
    } else if (choice === "theirs") {
      this.bookmark()
      this.saved = theirs.text
      this.base = theirs.base
      this.take(theirs.text)
      await this.sending.send(true)
      say("The other text is shown now; Undo brings yours back.")
    }
  }

  // Offers what closed pages of this file left, one after the other, the newest first.
  async offerLost() {
    const [left, ...others] = (await this.kept.left()).filter((each) => !this.isHere(each))
    const notice = at("lost")
    if (!left) return
    at("lost-when").textContent = saidTime(left.time)
    at("lost-more").hidden = !others.length
    const answered = new AbortController()
    const done = () => {
      answered.abort()
      notice.hidden = true
      this.kept.forget(left.place)
      at("form").querySelector("textarea, input")?.focus()
      this.offerLost()
    }
    const asks = (name, answer) => notice.querySelector(`[data-do="${name}"]`).addEventListener("click", answer, { signal: answered.signal })
    asks("take", async () => {
      if (!(await this.idle())) return
      this.bookmark()
      this.last = null
      this.base = left.base
      this.take(left.text)
      const taken = this.sending.resume(left.changes)
      this.state()
      done()
      await taken
    })
    asks("drop", async () => {
      if (await confirmed("Forget the text that was not saved?", "It cannot be brought back.", "Forget it")) done()
    })
    notice.hidden = false
  }

  // Whether what was left is the text that is here: then there is nothing to offer.
  isHere({ place, text, changes }) {
    if (text !== this.text || changes.length) return false
    this.kept.forget(place)
    return true
  }
}

new Desk()
