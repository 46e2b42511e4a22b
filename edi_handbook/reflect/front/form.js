// Brings a built form to life where it stands. Everything it shows has its place in the page already: nothing moves
// on load. What is written stays in memory until the reader asks for it to be kept.

import * as answers from "./answers.js";
import { all, download, h } from "../../front/dom.js";
import * as files from "./files.js";
import { asCode, forGroup, pseudonym } from "./group.js";
import { keptList } from "./kept.js";
import { parse } from "./record.js";
import * as store from "../../front/store.js";

export const enhance = (root, { onChange } = {}) => {
  const { reflection: name, title } = root.dataset;
  const items = all(root, ".rf-item").filter((item) => item.dataset.kind !== "gathered");
  const doing = (what) => root.querySelector(`[data-do="${what}"]`);
  const status = root.querySelector("[data-status]");
  const echo = root.querySelector("[data-echo]");
  const FULL = "This device would not keep your last change: its store for this site is full or closed. Download your answers now, or erase something kept.";
  let fading;
  // The status line is read out, and stays. A reader who has it off the screen sees the same at the foot of the window.
  const say = (text) => {
    if (status.textContent === text) return;
    status.textContent = text;
    const { top, bottom } = status.getBoundingClientRect();
    echo.textContent = top >= 0 && bottom <= innerHeight ? "" : text;
    clearTimeout(fading);
    if (text !== FULL) fading = setTimeout(() => { echo.textContent = ""; }, 15_000);
  };
  const key = (item) => `${name}:${item.dataset.item}:${item.dataset.wording}`;
  const keep = doing("keep"); // absent where a notebook's kernel reads the answers
  const seen = new Map(); // item → its entry in the store as this tab last read or wrote it
  const loose = new Set(); // items whose answer is nowhere but on the screen
  const KEPT = "Kept on this device. ";

  const record = (item) => ({
    at: new Date().toISOString(), title, prompt: answers.prompt(item), said: answers.said(item), value: answers.read(item),
  });

  // Writes one answer. Returns false where the device would not take it.
  const write = (item) => {
    const before = store.get(key(item));
    const value = answers.read(item);
    if (answers.isEmpty(value)) {
      if (before === (seen.get(item) ?? null)) store.drop(key(item)); // another tab's answer is not ours to drop
      seen.delete(item);
      return true;
    }
    const next = record(item);
    if (before !== null) {
      const old = parse(before);
      next.also = old ? old.also : [];
      const others = before !== seen.get(item);
      if (others && old && !answers.same(old.said, next.said)) next.also = [...next.also, old.said].slice(-5);
      if (!old) next.also = [...next.also, [before.slice(0, 4000)]]; // damaged: kept as it is, and shown
    }
    const text = JSON.stringify(next);
    if (!store.put(key(item), text)) return false;
    seen.set(item, text);
    return true;
  };

  const writeAll = () => {
    if (!store.put(name, JSON.stringify({ title, since: new Date().toISOString(), of: items.length }))) return false;
    let whole = true;
    for (const item of items) if (write(item)) loose.delete(item); else { loose.add(item); whole = false; }
    return whole;
  };

  const changed = (item) => {
    item.dataset.touched = "";
    onChange?.(shared());
    if (!keep?.checked) {
      if (answers.isEmpty(answers.read(item))) loose.delete(item); else loose.add(item);
      return;
    }
    if (write(item)) {
      loose.delete(item);
      if (loose.size && writeAll()) say(KEPT); else say(loose.size ? FULL : KEPT);
    } else {
      loose.add(item);
      say(FULL);
    }
    kept?.refresh();
  };

  const shared = () => Object.fromEntries(items.map((item) => [item.dataset.item, answers.read(item)]).filter(([, value]) => !answers.isEmpty(value)));

  // Reads the store into the form, leaving alone what is written on the screen and nowhere else.
  const load = () => {
    const notes = [];
    const here = new Set(items.map(key));
    for (const item of items) {
      const text = store.get(key(item));
      if (text === null) { seen.delete(item); continue; }
      const old = parse(text), value = old && answers.clean(item, old.value);
      if (!value) { notes.push("An entry that is damaged"); continue; }
      if (loose.has(item) && !answers.same(value, answers.read(item))) { notes.push("Another answer to a question that you have answered here"); continue; }
      if (!answers.same(value, answers.read(item))) answers.fill(item, value);
      seen.set(item, text);
      loose.delete(item);
    }
    if (store.list().own.some(({ key: k }) => k.startsWith(name + ":") && !here.has(k))) notes.push("An answer to an earlier wording of a question");
    return notes.length ? `${notes[0]} is not in the form. It is in "What is kept on this device", below.` : "";
  };

  const kept = keep && keptList(root.querySelector("[data-kept]"), () => {
    for (const item of items) {
      if (store.get(key(item)) !== null || !seen.has(item)) continue;
      seen.delete(item);
      if (!answers.isEmpty(answers.read(item))) loose.add(item);
    }
    if (store.get(name) === null) keep.checked = false;
    say("Erased.");
  });

  const clear = (item) => { answers.fill(item, {}); hideScenes(item); changed(item); };

  // Scenes come into view as the reader gets there; a browser without script shows them all.
  const hideScenes = (item) => all(item, ".rf-scene").forEach((scene) => scene.classList.remove("rf-reached"));
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".rf-next a");
    if (!link) return;
    event.preventDefault();
    const scene = all(root, ".rf-scene").find((one) => "#" + one.id === link.getAttribute("href"));
    scene.classList.add("rf-reached");
    scene.focus();
    scene.scrollIntoView({ block: "start" });
  });

  for (const item of items) {
    item.addEventListener("input", () => changed(item));
    item.addEventListener("change", () => changed(item));
    item.querySelector("[data-do=clear]").addEventListener("click", () => clear(item));
    for (const branch of all(item, "details"))
      branch.addEventListener("toggle", () => {
        if (!branch.open || branch.hasAttribute("data-tried")) return;
        branch.setAttribute("data-tried", "");
        changed(item);
      });
  }

  if (keep) {
    if (!store.available()) {
      keep.disabled = true;
      say("This browser does not let pages keep anything (a private window or a setting). Print or download before you leave.");
    } else if (store.get(name) !== null) {
      keep.checked = true;
      say(KEPT + load());
    }
    keep.addEventListener("change", () => {
      if (keep.checked) {
        const note = load();
        if (writeAll()) say(KEPT + note);
        else { keep.checked = loose.size < items.length; say(FULL); }
      } else {
        for (const item of items) { store.drop(key(item)); seen.delete(item); if (!answers.isEmpty(answers.read(item))) loose.add(item); }
        store.drop(name);
        say("No longer kept. Your answers stay on the screen until you close or reload this page.");
      }
      kept.refresh();
    });
    store.onOtherTab((changedKey, text) => {
      if (changedKey === null || (changedKey === name && text === null)) {
        if (keep.checked) {
          keep.checked = false;
          for (const item of items) if (!answers.isEmpty(answers.read(item))) loose.add(item);
          say("Another tab erased what was kept. Your answers stay on the screen until you close or reload this page.");
        }
      } else if (keep.checked && text !== null && changedKey.startsWith(name + ":")) {
        say(KEPT + "Another tab added to it. " + load());
      }
      kept.refresh();
    });
    addEventListener("beforeunload", (event) => { if (loose.size) event.preventDefault(); });
  }

  const file = (ending) => `${name}.${ending}`;
  const taken = () => { loose.clear(); say("Downloaded. On a shared computer, move the file somewhere safe and delete it here."); };
  doing("print").addEventListener("click", () => print());
  doing("text").addEventListener("click", () => { download(file("txt"), "text/plain;charset=utf-8", files.asText(title, items)); taken(); });
  doing("json").addEventListener("click", () => {
    const records = items.filter((item) => !answers.isEmpty(answers.read(item)))
      .map((item) => ({ item: item.dataset.item, wording: item.dataset.wording, ...record(item) }));
    download(file("json"), "application/json", files.asJson(name, title, records));
    taken();
  });
  doing("account")?.addEventListener("click", () => {
    const minutes = parseInt(root.querySelector("[data-minutes-spent]").value, 10);
    download(file("note.txt"), "text/plain;charset=utf-8", files.asAccount(title, items, minutes > 0 ? minutes : null));
    say("Downloaded. Read it through for anything that could identify someone.");
  });

  const person = pseudonym();
  const groups = (give) => () => {
    const words = root.querySelector("[data-words]"); // absent from a poll
    const chosen = forGroup(items, words?.checked);
    if (!chosen.length) return say("There is nothing to give yet: answer a question" + (words ? " by ticking, or tick the box for your own words." : " first."));
    give(asCode(name, person, chosen), chosen);
  };
  doing("group").addEventListener("click", groups((code, chosen) => {
    download(file("group.txt"), "text/plain;charset=utf-8", files.forGroupAsText(title, chosen, code));
    say("Downloaded. Give this file to the facilitator.");
  }));
  doing("code").addEventListener("click", groups((code) => {
    const place = root.querySelector("[data-code]");
    place.value = code;
    place.select();
    say("The code is in the box, and selected: copy it.");
  }));

  doing("import").addEventListener("change", async (event) => {
    const chosen = event.target.files[0];
    if (!chosen) return;
    event.target.value = "";
    if (chosen.size > files.LARGEST) return say("This file is larger than 1 MB, so it is not a file that this page made. Nothing was changed.");
    const { problem, answers: found } = files.fromJson(await chosen.text(), name);
    if (problem) return say(problem);
    const left = [];
    let placed = 0;
    for (const entry of found) {
      const item = items.find((one) => one.dataset.item === entry.item && one.dataset.wording === entry.wording);
      const value = item && answers.clean(item, entry.value);
      const now = item && answers.read(item);
      if (value && (answers.isEmpty(now) || answers.same(now, value))) { answers.fill(item, value); placed += 1; changed(item); }
      else left.push(entry);
    }
    brought(left);
    say(`Brought back: ${placed}.` + (left.length ? ` Not put into the form: ${left.length}, because the question has changed or you have answered it here. They are shown below the file button.` : ""));
  });

  const brought = (left) => {
    root.querySelector(".rf-brought")?.remove();
    if (!left.length) return;
    const box = h("div", { class: "rf-brought" });
    for (const { prompt, said } of left) box.append(h("p", {}, h("strong", {}, prompt)), ...said.map((line) => h("p", { class: "rf-said" }, line)));
    doing("import").closest("p").after(box);
  };

  doing("erase-all")?.addEventListener("click", () => {
    if (!confirm("Erase everything that this handbook keeps on this device, and clear this form?")) return;
    store.dropAll();
    keep.checked = false;
    seen.clear();
    loose.clear();
    for (const item of items) { answers.fill(item, {}); hideScenes(item); }
    say("Everything is erased.");
    kept.refresh();
  });

  doing("gather")?.addEventListener("click", () => {
    const box = root.querySelector("[data-gathered]");
    const plans = store.list().own.map(({ text }) => parse(text)).filter((one) => one?.said.some((line) => line.startsWith("Then I will: ")));
    box.replaceChildren(...(plans.length
      ? plans.map((one) => h("div", { class: "rf-entry" }, h("p", {}, h("strong", {}, one.title)), ...one.said.map((line) => h("p", { class: "rf-said" }, line))))
      : [h("p", {}, "No plan is kept on this device. A plan is kept when you tick \u201cKeep my answers\u201d on the page where you write it.")]));
  });
};
