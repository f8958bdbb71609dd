// Loaded into every process that the starter keeps (`--import`). Their standard input is a pipe from the starter, which closes
// however the starter ends: a process that nobody would stop any more stops itself, and its ports are free for the next start.
const LAST_MS = 10_000;

function end() {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), LAST_MS).unref();
}

process.stdin.once("close", end);
// Whoever left on the pipe may be gone before this was heard of it: only what is read tells of the end.
process.stdin.resume();
process.stdin.unref();
