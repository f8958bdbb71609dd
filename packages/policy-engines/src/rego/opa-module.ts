import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

// Node.js has it; the types of Node.js leave it to those of browsers.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

/** A file that OPA is run from. They lie beside this file, and a bundle has the same folder beside it. */
export const opaFile = (name: "opa.wasm.br" | "opa-worker.mjs" | "opa.json") => new URL(`./opa/${name}`, import.meta.url);

let compiled: Promise<object> | undefined;

/** OPA as compiled WebAssembly, made once for all workers of this process. */
export function opaModule(): Promise<object> {
  compiled ??= readFile(opaFile("opa.wasm.br"))
    .then(promisify(brotliDecompress))
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((cause) => {
      // A disk that had no descriptor left may have one the next time.
      compiled = undefined;
      throw cause;
    });
  return compiled;
}
