// The YAML editor of marketing's desk: CodeMirror with what a JSON Schema knows, and marks for problems.
// It is bundled into static/editor.js; `make editor` does that, at development time only.

import { autocompletion, startCompletion } from "@codemirror/autocomplete"
import { yaml } from "@codemirror/lang-yaml"
import { indentUnit, syntaxHighlighting } from "@codemirror/language"
import { lintGutter, setDiagnostics } from "@codemirror/lint"
import { Annotation, EditorSelection, EditorState } from "@codemirror/state"
import { EditorView, hoverTooltip, keymap } from "@codemirror/view"
import { classHighlighter } from "@lezer/highlight"
import { basicSetup } from "codemirror"
import { aboutKey, keysAt, stepsTo, valuesAt, KEY } from "./schema.js"

const Ours = Annotation.define()

// Opens an editor. `given` holds: parent, text, nonce, schema, label, sources (ids), changed (is told of each text).
export function openEditor(given) {
  const { parent, text, nonce, schema, label, sources = {}, changed } = given
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        basicSetup,
        indentUnit.of("  "),
        EditorView.lineWrapping,
        yaml(),
        syntaxHighlighting(classHighlighter),
        lintGutter(),
        autocompletion({ override: [(context) => offered(context, schema, sources)], icons: false, maxRenderedOptions: 200 }),
        hoverTooltip((at, position) => explained(at, position, schema)),
        keymap.of([{ key: "Mod-i", run: startCompletion }]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true" }),
        EditorView.updateListener.of((update) => {
          const typed = update.docChanged && !update.transactions.some((each) => each.annotation(Ours))
          if (typed) changed(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    text: () => view.state.doc.toString(),
    // Puts another text in the place of this one: only what differs, so that the cursor stays.
    put(next) {
      const now = view.state.doc.toString()
      if (now === next) return
      let begin = 0
      while (begin < Math.min(now.length, next.length) && now[begin] === next[begin]) begin++
      let end = 0
      while (end < Math.min(now.length, next.length) - begin && now[now.length - 1 - end] === next[next.length - 1 - end]) end++
      view.dispatch({ changes: { from: begin, to: now.length - end, insert: next.slice(begin, next.length - end) }, annotations: Ours.of(true) })
    },
    mark(problems) {
      const found = problems.map((problem) => marked(view.state.doc, problem))
      view.dispatch(setDiagnostics(view.state, found))
    },
    go(line, column) {
      const at = position(view.state.doc, line, column)
      view.dispatch({ selection: EditorSelection.cursor(at), effects: EditorView.scrollIntoView(at, { y: "center" }) })
      view.focus()
    },
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    focus: () => view.focus(),
  }
}

function position(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return Math.min(found.from + Math.max(column - 1, 0), found.to)
}

function marked(doc, problem) {
  const from = position(doc, problem.line, problem.column)
  const line = doc.lineAt(from)
  const word = line.text.slice(from - line.from).match(/^\S*/)[0].length
  return {
    from,
    to: Math.min(from + Math.max(word, 1), line.to),
    severity: problem.severity,
    message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
  }
}

function offered(context, schema, sources) {
  const doc = context.state.doc
  const line = doc.lineAt(context.pos)
  const before = line.text.slice(0, context.pos - line.from)
  const cite = before.match(/\[@([\w-]*)$/)
  if (cite) return { from: context.pos - cite[1].length, options: named(sources), validFor: /^[\w-]*$/ }
  const lines = doc.toString().split("\n")
  const number = line.number - 1
  const key = before.match(/^\s*(?:- +)*([\w-]*)$/)
  if (key && !/^\s*#/.test(before)) {
    if (!context.explicit && !key[1]) return null
    const steps = stepsTo(lines, number, before)
    const held = siblings(lines, number, before)
    const keys = keysAt(schema, steps).filter((each) => !held.has(each.key))
    const options = keys.map((each) => ({
      label: each.key,
      apply: each.opens ? `${each.key}:` : `${each.key}: `,
      info: each.about,
      type: "property",
      boost: each.required ? 1 : 0,
    }))
    const own = steps.at(-1) === "-" ? values(schema, steps, sources) : []
    return options.length + own.length ? { from: context.pos - key[1].length, options: [...options, ...own], validFor: /^[\w-]*$/ } : null
  }
  const value = before.match(/^(\s*(?:- +)*)([\w-]+):\s+(?:\[(?:[^\]]*,)?\s*)?["']?([\w-]*)$/)
  if (!value) return null
  const steps = [...stepsTo(lines, number, value[1]), value[2]]
  const inList = before.includes("[")
  const options = values(schema, inList ? [...steps, "-"] : steps, sources)
  return options.length ? { from: context.pos - value[3].length, options, validFor: /^[\w-]*$/ } : null
}

function values(schema, steps, sources) {
  const list = steps.at(-1) === "-" ? steps.at(-2) : ""
  if (list === "sources" || list === "references") return named(sources)
  return valuesAt(schema, steps).map((label) => ({ label, type: "enum" }))
}

function named(sources) {
  return Object.entries(sources).map(([label, info]) => ({ label, info, type: "constant" }))
}

// The keys that the mapping at hand has already.
function siblings(lines, number, before) {
  const column = before.match(/^\s*(?:- +)*/)[0].length
  const found = new Set()
  const look = (at) => {
    const line = lines[at]
    const begin = line.search(/\S/)
    if (begin < 0) return true
    const inner = line.match(/^\s*(?:- +)*/)[0].length
    if (inner < column) return false
    const key = inner === column && line.slice(inner).match(KEY)
    if (key) found.add(key[1] ?? key[2] ?? key[3])
    return true
  }
  const dashed = (line) => /^\s*- /.test(line) && line.search(/\S/) < column
  if (!dashed(before)) for (let at = number - 1; at >= 0 && look(at); at--) if (dashed(lines[at])) break
  for (let at = number + 1; at < lines.length && !dashed(lines[at]) && look(at); at++);
  return found
}

function explained(view, position, schema) {
  const line = view.state.doc.lineAt(position)
  const lines = view.state.doc.toString().split("\n")
  const found = aboutKey(schema, lines, line.number - 1, position - line.from)
  if (!found) return null
  return {
    pos: line.from + found.from,
    end: line.from + found.to,
    above: true,
    create() {
      const dom = document.createElement("div")
      dom.className = "cm-about"
      dom.textContent = found.about
      return { dom }
    },
  }
}
