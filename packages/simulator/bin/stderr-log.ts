import type { Log, LogFields } from "@holdfast/contracts/log-fields";

const plain = (value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

/** Writes one JSON line an event to stderr: stdout is for the line that says "ready". */
export function stderrLog(now: () => Date): Log {
  const write =
    (level: string) =>
    (fields: LogFields, message: string): void => {
      const line = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
      process.stderr.write(`${JSON.stringify({ time: now().toISOString(), level, msg: message, ...line })}\n`);
    };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
