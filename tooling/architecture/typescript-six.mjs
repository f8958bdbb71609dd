// dependency-cruiser stops at TypeScript 6 and looks for it beside itself, where the compiler of the project is: version 7,
// which has no API. It then falls back to a parser that cannot tell a type import from another, or to none. Import this
// file before it is imported.
import Module, { createRequire, register } from "node:module";
import { pathToFileURL } from "node:url";

const own = createRequire(import.meta.url);
const entry = own.resolve("typescript");
const manifest = own.resolve("typescript/package.json");

const hooks = `
  let url;
  export const initialize = (data) => { url = data.url; };
  export const resolve = (specifier, context, next) =>
    specifier === "typescript" ? { url, shortCircuit: true } : next(specifier, context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, import.meta.url, { data: { url: pathToFileURL(entry).href } });

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (specifier, ...rest) => {
  if (specifier === "typescript") return entry;
  return specifier === "typescript/package.json" ? manifest : resolveFilename(specifier, ...rest);
};
