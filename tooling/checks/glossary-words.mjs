// One word for one thing. The third column of docs/glossary.md lists what a thing is not called; this finds it in
// documents and in the texts of the console.
import { existsSync, readFileSync } from "node:fs";
import { trackedFiles } from "./tracked-files.mjs";

const GLOSSARY = "docs/glossary.md";
const MESSAGES = "apps/console/messages/en.json";

// Words that also mean something else every day ("API server", "error rate", "a task for later"). Only a label that is
// nothing but such a word can be told apart, so only that is flagged, and only on screens.
const everyday = new Set(
  "ack action assessment batch cache cert collector confirmation control plane;dashboard;delay;error;execution;exercise;fallback;isolate;job;location;lock;manager;master;message;mirror;ping;portal;proof;recipe;response;role binding;secondary;server;session;skew;stage;task;term;tier;tunnel"
    .split(";")
    .flatMap((group, i) => (i === 0 ? group.replace(" control plane", "").split(" ") : [group]))
    .concat("control plane"),
);

// Labels that are such a word and mean the other thing.
const otherMeanings = new Set(["error"]);

/** The glossary's third column: each term with the word to use instead. */
export function forbiddenTerms(glossary) {
  return glossary
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| word ") && !line.startsWith("|---"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .flatMap(([, word, , not]) => not.split(",").map((term) => ({ term: term.trim(), word })))
    .filter(({ term }) => term !== "");
}

const plain = (markdown) =>
  markdown.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, " ")).replace(/`[^`\n]*`|\]\([^)]*\)|<!--.*?-->/g, " ");
const asWords = (term) => new RegExp(`(?<![\\w-])${term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}s?(?![\\w-])`, "i");

/** Terms in running text, each with its line; everyday words are left to readers. */
export function termsInText(text, terms) {
  return plain(text)
    .split("\n")
    .flatMap((line, i) =>
      terms.filter(({ term }) => !everyday.has(term) && asWords(term).test(line)).map((each) => ({ ...each, line: i + 1 })),
    );
}

/** Terms in one text of a screen. */
export function termsInLabel(label, terms) {
  const bare = label
    .trim()
    .toLowerCase()
    .replace(/[.:…!?]+$/, "");
  return terms.filter(({ term }) =>
    everyday.has(term) ? !otherMeanings.has(term) && (bare === term || bare === `${term}s`) : asWords(term).test(label),
  );
}

function* texts(node, key = "") {
  if (typeof node === "string") yield { key, text: node };
  else for (const [name, child] of Object.entries(node)) yield* texts(child, key ? `${key}.${name}` : name);
}

function check() {
  const terms = forbiddenTerms(readFileSync(GLOSSARY, "utf8"));
  if (terms.length === 0) return [`${GLOSSARY} has no table any more`];
  const documents = trackedFiles().filter((path) => path.endsWith(".md") && path !== GLOSSARY);
  const inDocuments = documents.flatMap((path) =>
    termsInText(readFileSync(path, "utf8"), terms).map(
      ({ term, word, line }) => `${path}:${line} says "${term}": the glossary's word is "${word}"`,
    ),
  );
  const messages = existsSync(MESSAGES) ? [...texts(JSON.parse(readFileSync(MESSAGES, "utf8")))] : [];
  const onScreens = messages.flatMap(({ key, text }) =>
    termsInLabel(text, terms).map(({ term, word }) => `${MESSAGES} ${key} says "${term}": the glossary's word is "${word}"`),
  );
  return [...inDocuments, ...onScreens];
}

/** The check, for run.mjs. */
export const glossaryWords = { title: "documents and screens use the glossary's words", check };
