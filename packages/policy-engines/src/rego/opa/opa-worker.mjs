// Runs OPA in a thread of its own, so that a policy without an end can be ended from outside. Plain JavaScript: it is started
// as a file, from the sources as well as beside a bundle.
import { parentPort, workerData } from "node:worker_threads";
import "./wasm_exec.js";

// OPA's policies have no function that reaches the network; this thread has none either.
for (const name of ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]) delete globalThis[name];

const OUTPUT_KEPT = 1_000;
const go = new globalThis.Go();
// The collector of Go runs in this one thread: fewer rounds are a third of the time.
go.env = { GOGC: "400" };
go.argv = ["opa"];
let output = "";
globalThis.fs.writeSync = (_, bytes) => {
  output = (output + Buffer.from(bytes).toString("utf8")).slice(0, OUTPUT_KEPT);
  return bytes.length;
};
// Go ends when it finds no more memory. The thread ends with it, and says what Go said first.
go.exit = (code) => {
  parentPort.postMessage({ output });
  process.exit(code);
};

const ready = new Promise((resolve) => {
  globalThis.opaReady = resolve;
});
const instance = await WebAssembly.instantiate(workerData.module, go.importObject);
void go.run(instance);
await ready;

parentPort.on("message", ({ name, request }) => {
  const answer = globalThis.opa(name, request);
  parentPort.postMessage({ answer, memoryBytes: instance.exports.mem.buffer.byteLength }, [answer.buffer]);
});
parentPort.postMessage("ready");
