// What may stand at a place in a YAML text, by a JSON Schema: keys, and values of a closed choice.
// The text is read line by line, by its indentation, because it is half written where somebody types.

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'{[&*!|>%@`-][^:#]*?|[^\s#"'{[&*!|>%@`:]))\s*:(?=\s|$)/

// Returns the steps that lead to a line: keys, and "-" for entries of lists. `before` is what it begins with.
export function stepsTo(lines, number, before) {
  const own = entries(before)
  const indent = before.search(/\S|$/)
  return [...above(lines, number, indent, own.length > 0), ...own]
}

function entries(line) {
  return [...line.match(/^\s*((?:- *(?=\s|$) *)*)/)[1]].filter((sign) => sign === "-")
}

// The steps to what begins in a column; a list may stand in the column of its key.
function above(lines, number, column, dashed) {
  const steps = []
  for (let at = number - 1; at >= 0 && (column > 0 || dashed); at--) {
    const line = lines[at]
    const begin = line.search(/\S/)
    if (begin < 0 || line[begin] === "#") continue
    const own = entries(line)
    const inner = line.match(/^\s*(?:- +)*/)[0].length
    const key = line.slice(inner).match(KEY)
    if (key && (inner < column || (inner === column && dashed))) {
      steps.unshift(key[1] ?? key[2] ?? key[3])
    } else if (begin >= column) {
      continue
    }
    if (own.length) steps.unshift(...(inner <= column ? own : dashesBefore(line, column)))
    dashed = own.length > 0
    column = begin
  }
  return steps
}

function dashesBefore(line, column) {
  return [...line.slice(0, column)].filter((sign) => sign === "-")
}

export function resolved(schema, root) {
  let at = schema
  for (let depth = 0; at?.$ref && depth < 9; depth++) at = { ...root.$defs[at.$ref.split("/").pop()], ...without(at) }
  return at ?? {}
}

function without(schema) {
  const { $ref, ...rest } = schema
  return rest
}

// All that a schema may be: itself, and what it chooses among.
function choices(schema, root) {
  const found = resolved(schema, root)
  const inner = [...(found.anyOf ?? []), ...(found.oneOf ?? [])]
  return [found, ...inner.flatMap((each) => choices(each, root))]
}

export function schemasAt(root, steps) {
  let at = choices(root, root)
  for (const step of steps) {
    at = at.flatMap((each) => {
      const next =
        step === "-" ? each.items : (each.properties?.[step] ?? (typeof each.additionalProperties === "object" ? each.additionalProperties : null))
      return next && next !== true ? choices(next, root) : []
    })
  }
  return at
}

// The keys that a mapping may have, with what they mean.
export function keysAt(root, steps) {
  const found = new Map()
  for (const each of schemasAt(root, steps)) {
    for (const [key, value] of Object.entries(each.properties ?? {})) {
      const known = choices(value, root)
      const about = value.description ?? known.find((one) => one.description)?.description ?? ""
      const holds = known.some((one) => one.properties || one.items || one.additionalProperties?.$ref)
      const text = known.some((one) => [one.type].flat().some((type) => ["string", "number", "boolean"].includes(type)))
      if (!found.has(key)) found.set(key, { key, about, opens: holds && !text, required: (each.required ?? []).includes(key) })
    }
  }
  return [...found.values()]
}

// The values that a place may hold, where there is a choice.
export function valuesAt(root, steps) {
  const found = new Set()
  for (const each of schemasAt(root, steps)) {
    for (const value of each.enum ?? []) if (typeof value === "string") found.add(value)
    if (each.const !== undefined) found.add(String(each.const))
    for (const snippet of each.defaultSnippets ?? []) found.add(snippet.label)
    if (/^\^\(true\|false/.test(each.pattern ?? "")) ["true", "false"].forEach((value) => found.add(value))
  }
  return [...found]
}

// What a key in the line at hand means.
export function aboutKey(root, lines, number, column) {
  const line = lines[number]
  const before = line.match(/^\s*(?:- +)*/)[0]
  const key = line.slice(before.length).match(KEY)
  if (!key || column < before.length || column > before.length + key[0].length) return null
  const name = key[1] ?? key[2] ?? key[3]
  const steps = stepsTo(lines, number, before)
  const about = keysAt(root, steps).find((each) => each.key === name)?.about
  return about ? { name, about, from: before.length, to: before.length + key[0].length - 1 } : null
}

export { KEY }
