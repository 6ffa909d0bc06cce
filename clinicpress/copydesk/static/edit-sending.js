// What was typed, on its way into the text: it is sent in turn, waits while the desk does not answer, and stays in its field where no file can hold it.

import { ask, same } from "./edit-parts.js"

const PAUSE = 150
const AGAIN = 2000
// Answers that say that the words are at fault, not the desk.
const WRONG = new Set([400, 413, 422])
const MOST_SENT = 100

export class Sending {
  // `desk` has the text, and is told what became of what was typed.
  constructor(address, desk) {
    this.address = address
    this.desk = desk
    // What was typed: on its way to the text, waiting for that, and what could not be put into it.
    this.sent = []
    this.queue = []
    this.refused = []
    // Changes that are made at once or not at all, as they are seen in the form only when they are in the text.
    this.steps = new WeakSet()
    // What is done when they are made; see Desk.follow.
    this.after = null
    this.wakes = []
    // Why the desk does not answer; false while it does.
    this.away = false
    this.tries = 0
  }

  // What was typed and is not in the text yet.
  waiting() {
    return [...this.refused, ...this.sent, ...this.queue].filter((each) => each.op === "set")
  }

  isEmpty() {
    return this.sent.length + this.queue.length + this.refused.length === 0
  }

  // Leaves what could not be put into the text where it is typed anew.
  retyped(changes) {
    this.refused = this.refused.filter((known) => !changes.some((each) => same(each.path, known.path)))
  }

  // Takes what was typed; it is sent when the next key is waited for.
  add(changes) {
    for (const each of changes) {
      const last = this.queue.at(-1)
      if (each.op === "set" && last?.op === "set" && same(last.path, each.path)) this.queue.pop()
      this.queue.push(each)
    }
    this.soon()
  }

  // Takes changes that are made at once or not at all.
  addStep(changes, after) {
    this.add(changes)
    this.after = after
    for (const each of changes) this.steps.add(each)
    this.desk.still(true)
    this.send()
  }

  // Takes what was typed into another text, in the place of what could not be put into this one.
  async resume(changes) {
    this.refused = []
    this.queue.push(...changes)
    await this.send(true)
  }

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), PAUSE)
  }

  async send(anew = false) {
    clearTimeout(this.timer)
    this.anew ||= anew
    if (this.busy) {
      this.again = true
      return
    }
    const { desk, anew: whole } = this
    const { text } = desk
    this.sent = this.queue.splice(0, this.singly ? 1 : MOST_SENT)
    const after = this.queue.length ? null : this.after
    if (after) this.after = null
    this.anew = false
    this.again = false
    this.busy = true
    if (after) desk.still(true)
    let answer = null
    let error = null
    try {
      answer = await ask(`${this.address}/form`, { text, changes: this.sent })
    } catch (refusal) {
      error = refusal
    }
    this.busy = false
    desk.still(this.after !== null)
    const sent = this.sent
    this.sent = []
    if (desk.text !== text) {
      // Another text took its place meanwhile.
      this.queue.unshift(...sent)
      this.after ??= after
      this.again = true
    } else if (answer) {
      this.reached()
      desk.take(answer.text)
      desk.showForm(answer.form, whole)
      if (after) desk.follow(after)
    } else {
      this.putBack(sent, after, error)
    }
    this.singly &&= this.queue.length > 0
    desk.state()
    if (this.again || this.singly) {
      await this.send()
      return
    }
    desk.still(false)
    if (!this.away) desk.prove()
    if (!this.away && this.queue.length) this.soon()
    for (const wake of this.wakes.splice(0)) wake()
  }

  // What was not taken is not lost: words wait until the desk answers, or stay in their field with what is wrong. What
  // was to be done at once is left: who asked for it sees that it is not done.
  putBack(sent, after, error) {
    const isWrong = WRONG.has(error.status)
    if (isWrong && sent.length > 1) {
      this.queue.unshift(...sent)
      this.after ??= after
      this.singly = true
      return
    }
    const all = [...sent, ...this.queue]
    const words = sent.filter((each) => !this.steps.has(each))
    this.queue = this.queue.filter((each) => !this.steps.has(each))
    if (isWrong) this.refused.push(...words.map((each) => ({ ...each, problem: { path: each.path, message: error.message, severity: "error" } })))
    else this.queue.unshift(...words)
    if (after || this.after || all.some((each) => this.steps.has(each))) {
      this.after = null
      this.desk.notDone()
    }
    if (isWrong && !sent.length) this.desk.formless()
    this.desk.showProblems()
    if (isWrong) this.desk.tell(error)
    else this.waits(error)
  }

  // The desk does not answer: it is asked again and again until it does.
  waits(error) {
    if (!this.away) this.desk.tell(error)
    this.away = error
    this.tries = Math.min(this.tries + 1, 8)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.send(), AGAIN * this.tries)
  }

  reached() {
    if (!this.away) return
    this.away = false
    this.tries = 0
    this.desk.answers()
  }

  // Waits until all that was typed is in the text; tells whether it is.
  async idle() {
    clearTimeout(this.timer)
    while (this.busy || this.queue.length) {
      if (this.busy) {
        await new Promise((wake) => this.wakes.push(wake))
        continue
      }
      await this.send()
      if (this.away) return false
    }
    return true
  }
}
