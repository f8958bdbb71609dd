// npm run p13 -w @holdfast/bench [-- --loads 9]: the first load of the fleet page with the demo's fleet: the JavaScript that it sends, by
// the build and over the network, and in a cold browser the time to its content and the tasks that block it.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ColdLoad, coldLoad, type LoadedPage } from "./first-load/cold-load";
import { routeBytes } from "./first-load/route-bytes";
import { percentile } from "./percentile";
import { type Figure, tell } from "./report";
import { sizes } from "./sizes";
import { launchBrowser } from "./stage/browser";
import { startDemo } from "./stage/demo";
import { build, repository } from "./stage/program";
import { onStage } from "./stage/stage";

/** The name of a cluster on its card: the first thing that people look for. */
const CARD = 'h3 a[href^="/clusters/"]';
const START_MS = 120_000;
/** Words that only Mermaid's own code holds. */
const MERMAID = /mermaidAPI|flowchart-v2/;
const size = sizes({ loads: 9 });

/** How many of these scripts carry Mermaid, by the build's files. */
const withMermaid = (urls: readonly string[]) =>
  [...new Set(urls)].filter((url) => {
    const file = join(repository, "apps", "console", ".next", new URL(url).pathname.replace(/^\/_next\//, ""));
    return existsSync(file) && MERMAID.test(readFileSync(file, "utf8"));
  }).length;

function loadFigures(loads: readonly ColdLoad[]): Figure[] {
  const content = loads.map(({ contentMs }) => contentMs);
  const longTasks = loads.flatMap(({ longTasksMs }) => longTasksMs);
  return [
    { name: "time to content, p50", value: percentile(content, 0.5), unit: "ms" },
    { name: "time to content, slowest", value: percentile(content, 1), unit: "ms", atMost: 1500 },
    { name: "tasks of more than 50 ms, a load", value: longTasks.length / loads.length, unit: "", atMost: 0 },
    { name: "longest task", value: Math.max(0, ...longTasks), unit: "ms" },
    {
      name: "JavaScript over the network, a load",
      value: percentile(
        loads.map(({ scriptKb }) => scriptKb),
        0.5,
      ),
      unit: "kB",
    },
    { name: "scripts that carry Mermaid", value: withMermaid(loads.flatMap(({ scripts }) => scripts)), unit: "", atMost: 0 },
  ];
}

await onStage(async (stage) => {
  build("hub", "agent", "simulator", "start", "console");
  const bytes = routeBytes("/");
  const figures: Figure[] = [{ name: "JavaScript of the first load, gzip", value: bytes.jsGzipKb, unit: "kB", atMost: 240 }];
  const notes = [`${bytes.chunks} chunks by the build`];
  const browser = await launchBrowser(stage);
  if (browser) {
    const demo = await startDemo(stage, repository, ["tooling/start/dist/main.js"], START_MS);
    const page: LoadedPage = { ...demo, path: "/", content: CARD };
    // The first load warms the console up, which serves many people, and is not counted.
    await coldLoad(browser, page);
    const loads: ColdLoad[] = [];
    for (let i = 0; i < size.loads; i++) loads.push(await coldLoad(browser, page));
    figures.push(...loadFigures(loads));
    notes.push(`${size.loads} loads, each in a new browser context: nothing cached, no connection open; the demo runs on the same cores`);
  } else notes.push("no Chromium is installed here: only the bytes were measured");
  tell({
    id: "P13",
    work: "first load of the fleet page with the demo's fleet, cold browser",
    isFullSize: size.isFullSize && browser !== null,
    figures,
    notes,
  });
});
