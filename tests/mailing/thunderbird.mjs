// Reads messages with the parser of Thunderbird: node thunderbird.mjs PARSER.mjs MESSAGE.eml... prints JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { jsmime } = await import(pathToFileURL(process.argv[2]));

function read(file) {
  const headers = {};
  const parts = {};
  const emitter = {
    startPart(number, found) {
      const part = (parts[number] = { type: found.contentType?.type ?? found.get("Content-Type").type, chunks: [] });
      if (number === "") {
        for (const name of found.keys()) {
          const value = found.get(name);
          headers[name.toLowerCase()] = typeof value === "object" && name !== "Subject" ? JSON.parse(JSON.stringify(value)) : value;
        }
      }
      const disposition = found.getRawHeader("Content-Disposition")?.[0];
      if (disposition) {
        const parsed = jsmime.headerparser.parseParameterHeader(disposition, true, true);
        part.disposition = parsed.preSemi;
        part.file = parsed.get("filename");
        const type = jsmime.headerparser.parseParameterHeader(found.getRawHeader("Content-Type")[0], true, true);
        part.name = type.get("name");
      }
    },
    deliverPartData(number, data) {
      parts[number].chunks.push(typeof data === "string" ? Buffer.from(data, "binary") : Buffer.from(data));
    },
  };
  const onerror = error => {
    throw error;
  };
  const parser = new jsmime.MimeParser(emitter, { bodyformat: "decode", strformat: "binarystring", onerror });
  parser.deliverData(readFileSync(file).toString("binary"));
  parser.deliverEOF();
  for (const part of Object.values(parts)) {
    part.content = Buffer.concat(part.chunks).toString("base64");
    delete part.chunks;
  }
  return { headers, parts };
}

console.log(JSON.stringify(process.argv.slice(3).map(read)));
