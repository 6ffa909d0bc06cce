// Writes the licences of all that is in the bundle beside it.

import { readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs"

const FOLDER = "node_modules"
const TOOLS = ["esbuild", "@esbuild"]
const names = readdirSync(FOLDER).filter((name) => !name.startsWith(".") && !TOOLS.includes(name))
const packages = names.flatMap((name) => (name.startsWith("@") ? readdirSync(`${FOLDER}/${name}`).map((each) => `${name}/${each}`) : [name]))
const parts = packages.map((name) => {
  const { version, license } = JSON.parse(readFileSync(`${FOLDER}/${name}/package.json`, "utf8"))
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((each) => `${FOLDER}/${name}/${each}`).find(existsSync)
  if (license !== "MIT" || !file) throw new Error(`${name}: a licence must be looked at`)
  return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").trim()}\n`
})
writeFileSync("../static/editor.LICENSE.txt", `editor.js is made of these packages.\n\n${parts.join(`\n${"-".repeat(72)}\n\n`)}`)
