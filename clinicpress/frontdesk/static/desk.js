// What the pages do beyond links and forms: print in one click, find while one types, walk with the arrow keys.
// Without it everything works, too: “Print” opens the PDF, “Find” asks for the page.
"use strict";

const $ = (id) => document.getElementById(id);
const say = (words) => { const said = $("said"); said.textContent = ""; setTimeout(() => { said.textContent = words; }, 50); };

// Printing: the PDF is loaded into a frame that nobody sees, and the browser's own dialog opens for it.

function frameFor(address) {
  $("paper")?.remove();
  const frame = Object.assign(document.createElement("iframe"), { id: "paper", title: "Printing", tabIndex: -1, className: "unseen" });
  frame.setAttribute("aria-hidden", "true");
  return new Promise((loaded, failed) => {
    frame.onload = () => loaded(frame);
    frame.onerror = failed;
    frame.src = address;
    document.body.append(frame);
  });
}

async function print(link) {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  say("Getting it ready to print");
  try {
    const asked = await fetch(link.href, { method: "HEAD" });
    if (!asked.ok) return void location.assign(link.href);
    const paper = (await frameFor(link.href)).contentWindow;
    // Firefox's viewer has not read the file yet when its frame is loaded; Chromium's and Safari's print when they have.
    if (navigator.userAgent.includes("Firefox/")) await new Promise((ready) => setTimeout(ready, 1000));
    paper.focus();
    paper.print();
    say("The print dialog is open");
    addEventListener("focus", () => link.focus(), { once: true });
    link.focus();
  } catch {
    location.assign(link.href);
  } finally {
    link.ariaBusy = null;
  }
}

// Parts of a page are fetched anew and put in place; the focus stays where it was.

let asking = new AbortController();

async function swap(address, request = {}) {
  asking.abort();
  asking = new AbortController();
  const answer = await fetch(address, { ...request, signal: asking.signal });
  if (!answer.ok) return void location.assign(address);
  const come = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = document.activeElement?.id;
  for (const part of document.querySelectorAll("[data-live]")) part.replaceWith(come.getElementById(part.id) ?? "");
  if (held && document.activeElement?.id !== held) (successor(held) ?? $("main")).focus({ preventScroll: true });
  for (const kept of document.querySelectorAll("#find input[name=h]")) kept.remove();
  for (const kept of come.querySelectorAll("#find input[name=h]")) $("find").append(kept);
  for (const choice of document.querySelectorAll("select[form=find]")) stand(choice, come.getElementById(choice.id)?.value);
  $("mute")?.remove();
  document.title = come.title;
  history.replaceState(null, "", answer.url);
}

// What a choice shows is what the page was made for; until it is, the page cannot be used (and without us, desk.css sees to it).
function stand(choice, value) {
  for (const each of choice.options) each.defaultSelected = each.value === value;
}

// What was moved to an end can be moved no further, but back.
const successor = (id) => $(id) ?? $(id.replace(/^(up|down)\./, (way) => (way === "up." ? "down." : "up.")));

// Where nobody answers, the page stays; what was asked for can be asked for again.
const quietly = (error) => {
  if (error.name === "AbortError") return;
  $("mute")?.remove();
  const words = "The front desk does not answer. When it is open again, load this page anew.";
  const told = Object.assign(document.createElement("p"), { id: "mute", className: "notice warn", textContent: words });
  told.setAttribute("role", "alert");
  $("main").prepend(told);
};

// Finding.

const find = $("find");
let typed, choosing = false, coming = Promise.resolve();

function look() {
  clearTimeout(typed);
  typed = null;
  const asked = new FormData(find);
  if (!choosing) asked.delete("chosen");
  coming = swap(`${find.action}?${new URLSearchParams(asked)}`)
    .then(() => { choosing = false; say($("tally").textContent.trim()); })
    .catch(quietly);
  return coming;
}

const prints = () => [...document.querySelectorAll(".shelf [data-print].main")];

function walk(event) {
  const all = prints(), row = event.target.closest(".handout"), down = event.key === "ArrowDown";
  const at = row ? all.indexOf(row.querySelector("[data-print].main")) : -1;
  const next = event.target.id === "q" && down ? all[0] : at < 0 ? null : down ? all[at + 1] : all[at - 1] ?? $("q");
  if (!next) return;
  event.preventDefault();
  next.focus();
  (next.closest(".handout") ?? next).scrollIntoView({ block: "nearest" });
}

if (find) {
  find.classList.add("quick");
  // What `autofocus` does, but before somebody quick has typed.
  $("q").focus({ preventScroll: true });
  find.addEventListener("input", (event) => {
    clearTimeout(typed);
    if (event.target.id === "q") typed = setTimeout(look, 120);
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== find || event.target.id === "q") return;
    // The handouts of the clinic before must not be printed any more.
    choosing = true;
    for (const part of document.querySelectorAll("[data-live]")) part.inert = true;
    look();
  });
  // Going back, some browsers show what was chosen later.
  addEventListener("pageshow", () => {
    for (const choice of document.querySelectorAll("select[form=find]"))
      choice.value = [...choice.options].find((each) => each.defaultSelected)?.value ?? choice.value;
  });
  find.addEventListener("submit", async (event) => {
    event.preventDefault();
    await (typed ? look() : coming);
    prints()[0]?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.tagName !== "SELECT") walk(event);
  });
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.matches("[data-once]")) {
    // The server knows each page of a form once; a second click shall not even leave the page.
    if (button.ariaBusy === "true") event.preventDefault();
    button.ariaBusy = "true";
    say("Sending");
  }
  if (event.target.id !== "stars") return;
  event.preventDefault();
  const chosen = new URLSearchParams({ slug: event.submitter.value });
  swap(event.target.action, { method: "POST", body: chosen }).then(() => say("Favourites changed")).catch(quietly);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches("[data-print]") && navigator.pdfViewerEnabled !== false) {
    event.preventDefault();
    print(link);
  } else if (link.matches("[data-swap]")) {
    event.preventDefault();
    swap(link.href).then(() => say(`Basket: ${$("basket").querySelector(".number")?.textContent ?? 0}`)).catch(quietly);
  }
});

// How many pages a handout has is known when its cover was painted.

document.addEventListener("load", async (event) => {
  const path = event.target.dataset?.of, place = path && event.target.closest("li").querySelector("[data-pages]");
  if (!place || place.textContent) return;
  const answer = await fetch(`/pages/${path}`);
  const pages = answer.ok ? Number(await answer.text()) : 0;
  if (pages) place.textContent = pages === 1 ? "1 page" : `${pages} pages`;
}, true);

// On phones a file can be handed to another program.

const share = $("share");
if (share && matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [new File([], "x.pdf", { type: "application/pdf" })] })) {
  share.hidden = false;
  share.addEventListener("click", async () => {
    const content = await (await fetch(share.dataset.file)).blob();
    const file = new File([content], share.dataset.name, { type: "application/pdf" });
    navigator.share({ files: [file] }).catch(() => {});
  });
}
