// How OPA becomes WebAssembly: the same sources and the same Go release give the same bytes.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("../opa-wasm/", import.meta.url));
const PAGE_BYTES = 65_536;

/** What a policy may take before its worker ends with it. Go on WebAssembly knows no limit of its own. */
export const MEMORY_MIB = 1_024;

function go(args, environment = {}) {
  const answer = spawnSync("go", args, {
    encoding: "utf8",
    cwd: here,
    env: { ...process.env, GOTOOLCHAIN: "local", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (answer.error) throw new Error(`go is not on the PATH: ${answer.error.code}`);
  // Where modules come from is the machine's own business.
  if (answer.status !== 0) throw new Error(`go ${args[0]} failed:\n${answer.stderr.replace(/https?:\/\/[^/\s"]+/g, "<module proxy>")}`);
  return answer.stdout.trim();
}

/** The release of the Go that is installed, such as go1.26.8; undefined where there is none. */
export function goRelease() {
  // Outside any module: a go.mod that asks for a newer Go would fail this call.
  const answer = spawnSync("go", ["env", "GOVERSION"], {
    encoding: "utf8",
    cwd: homedir(),
    env: { ...process.env, GOTOOLCHAIN: "local" },
  });
  return answer.status === 0 ? answer.stdout.trim() : undefined;
}

/** The version of OPA that go.mod pins. */
export function opaVersion() {
  const [, version] = /open-policy-agent\/opa (v[\d.]+)/.exec(readFileSync(join(here, "go.mod"), "utf8")) ?? [];
  if (!version) throw new Error("opa-wasm/go.mod names no version of OPA");
  return version;
}

/** Where the same Go release keeps the JavaScript that its WebAssembly is run with, and its licence. */
export function goFiles() {
  const root = go(["env", "GOROOT"]);
  return { wasmExec: join(root, "lib", "wasm", "wasm_exec.js"), licence: join(root, "LICENSE") };
}

/** The licence of OPA, from its module. */
export const opaLicence = () => join(go(["list", "-m", "-f", "{{.Dir}}", "github.com/open-policy-agent/opa"]), "LICENSE");

/** Compiles the module of this folder to `output`. */
export function compileTo(output) {
  go(["build", "-trimpath", "-ldflags", "-s -w", "-o", output, "."], {
    GOOS: "js",
    GOARCH: "wasm",
    GOWASM: "",
    GOEXPERIMENT: "",
    GOFIPS140: "off",
    CGO_ENABLED: "0",
    GOFLAGS: "-buildvcs=false -mod=readonly",
  });
}

function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7, next++) {
    value += (bytes[next] & 0x7f) * 2 ** shift;
    if (bytes[next] < 0x80) return { value, end: next + 1 };
  }
}

function numberBytes(value) {
  const bytes = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 0x80);
  }
}

const MEMORY_SECTION = 5;

/** The same module with a largest size of its memory, which Go's linker can't be told. */
export function withMemoryLimit(wasm) {
  for (let at = 8; at < wasm.length; ) {
    const { value: size, end } = readNumber(wasm, at + 1);
    if (wasm[at] === MEMORY_SECTION) {
      // One memory, and no largest size: what Go writes.
      if (wasm[end] !== 1 || wasm[end + 1] !== 0) throw new Error("the memory of this module is not as Go has written it until now");
      const smallest = readNumber(wasm, end + 2).value;
      const body = [1, 1, ...numberBytes(smallest), ...numberBytes((MEMORY_MIB * 2 ** 20) / PAGE_BYTES)];
      return Buffer.concat([
        wasm.subarray(0, at),
        Buffer.from([MEMORY_SECTION, ...numberBytes(body.length), ...body]),
        wasm.subarray(end + size),
      ]);
    }
    at = end + size;
  }
  throw new Error("this module has no memory");
}
