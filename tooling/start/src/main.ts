import { readSettings } from "./settings";
import { startAll } from "./start-all";
import { StartProblem } from "./start-problem";

try {
  const { stop } = await startAll(readSettings(process.argv.slice(2), process.env), (line) => console.log(line));
  let isStopping = false;
  const end = (code: number) => {
    if (isStopping) return;
    isStopping = true;
    console.log("\n  Stopping …");
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", () => end(0));
  process.on("SIGTERM", () => end(0));
  process.on("SIGHUP", () => end(0));
} catch (cause) {
  console.error(cause instanceof StartProblem ? `\n${cause.message}\n` : cause);
  process.exit(1);
}
