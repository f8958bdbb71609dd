// node bin/build-opa.mjs             compiles OPA to WebAssembly and puts it, with what it is run by, into src/rego/opa
// node bin/build-opa.mjs --compare   compiles it only, and prints as JSON whether it is what src/rego/opa/opa.json records
// It takes a minute, and the way to Go's modules (GOPROXY and its like) is inherited from the environment.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { compileTo, goFiles, goRelease, MEMORY_MIB, opaLicence, opaVersion, withMemoryLimit } from "./go-build.mjs";

const target = fileURLToPath(new URL("../src/rego/opa/", import.meta.url));
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function compiled() {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-opa-"));
  try {
    const output = join(folder, "opa.wasm");
    compileTo(output);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function build() {
  const fromGo = compiled();
  const wasm = withMemoryLimit(fromGo);
  const compressed = brotliCompressSync(wasm, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length },
  });
  const { wasmExec, licence } = goFiles();
  writeFileSync(join(target, "opa.wasm.br"), compressed);
  writeFileSync(join(target, "wasm_exec.js"), readFileSync(wasmExec));
  writeFileSync(join(target, "LICENSE.go.txt"), readFileSync(licence));
  writeFileSync(join(target, "LICENSE.opa.txt"), readFileSync(opaLicence()));
  const record = {
    opa: opaVersion(),
    go: goRelease(),
    memoryMiB: MEMORY_MIB,
    goSha256: sha256(fromGo),
    sha256: sha256(wasm),
    sizeBytes: wasm.length,
  };
  writeFileSync(join(target, "opa.json"), `${JSON.stringify(record, null, 2)}\n`);
  console.log(
    `OPA ${record.opa} by ${record.go}: ${(wasm.length / 1e6).toFixed(1)} MB, ${(compressed.length / 1e6).toFixed(2)} MB compressed`,
  );
}

function compare() {
  const recorded = JSON.parse(readFileSync(join(target, "opa.json"), "utf8"));
  const release = goRelease();
  const rebuilt = release === recorded.go ? sha256(compiled()) : undefined;
  console.log(JSON.stringify({ release, recorded, rebuilt }));
}

if (process.argv.includes("--compare")) compare();
else build();
