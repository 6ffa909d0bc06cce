// Reads PDFs with pdf.js, all in one process: node reader.mjs PDFJS, where PDFJS is the package's folder, with file names
// on standard input; for each, its text on standard output, as one line of JSON. Firefox puts text together so, too.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = pathToFileURL(process.argv[2] + "/");
const { getDocument, VerbosityLevel } = await import(new URL("legacy/build/pdf.mjs", folder));
for (const name of readFileSync(0, "utf-8").split("\n").filter(Boolean)) {
  const task = getDocument({ data: new Uint8Array(readFileSync(name)), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    text += items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("") + "\f";
  }
  await task.destroy();
  console.log(JSON.stringify(text));
}
