// npm run p3 -w @holdfast/bench [-- --nodes 2000 --pods 20000 --rate 500 --seconds 60]: how long a change of a pod takes to a row of the
// store, to a client of the event stream that asks for its list again, and to a browser's screen. The console must have been built.
import { setTimeout as delay } from "node:timers/promises";
import type { ChangeNews, ChangeOrder } from "./large-cluster/cluster-messages";
import { type SyncedCluster, syncLargeCluster } from "./large-cluster/sync-large-cluster";
import { type ChangeBook, changeBook } from "./live-view/change-book";
import { followEvents } from "./live-view/event-client";
import { openWatchedPods, takeShown } from "./live-view/page-watch";
import { watchRows } from "./live-view/row-watch";
import { percentile } from "./percentile";
import { type Figure, tell } from "./report";
import { sizes } from "./sizes";
import { launchBrowser, signedInWindow } from "./stage/browser";
import { startConsole } from "./stage/console";
import { onStage } from "./stage/stage";

/** How long the last changes may take until they count as missed. */
const PATIENCE_MS = 10_000;
/** High enough for most of the watched rows. */
const WINDOW_PX = 2400;
const size = sizes({ nodes: 2000, pods: 20_000, rate: 500, seconds: 60 });

/** Has the cluster change pods, notes every change in the books, and waits until all are done and had their time. */
async function change({ cluster }: SyncedCluster, books: readonly ChangeBook[]): Promise<number> {
  let made = 0;
  const done = new Promise<void>((resolve) => {
    const hear = ({ changes, isLast }: ChangeNews) => {
      made += changes.length;
      for (const each of changes) for (const book of books) book.note(each);
      if (!isLast) return;
      cluster.channel.off("message", hear);
      resolve();
    };
    cluster.channel.on("message", hear);
  });
  const order: ChangeOrder = { perSecond: size.rate, seconds: size.seconds };
  cluster.channel.send(order);
  await done;
  await delay(PATIENCE_MS);
  return made;
}

const figuresOf = (name: string, latencies: readonly number[], missed: number): Figure[] => [
  { name: `${name}, p50`, value: percentile(latencies, 0.5), unit: "ms" },
  { name: `${name}, p95`, value: percentile(latencies, 0.95), unit: "ms", atMost: 1000 },
  { name: `${name}, p99`, value: percentile(latencies, 0.99), unit: "ms", atMost: 2000 },
  { name: `${name}, changes never seen`, value: missed, unit: "", atMost: 0 },
];

await onStage(async (stage) => {
  const synced = await syncLargeCluster(stage, size.nodes, size.pods);
  const { db, hub, agent } = synced;
  const console_ = await startConsole(stage, db, hub);
  const [rows, told, painted] = [changeBook(() => true), changeBook((each) => each.isWatched), changeBook((each) => each.isWatched)];
  const stopRows = await watchRows(db, agent.clusterId, rows);
  stage.add(stopRows);
  const stopEvents = await followEvents(console_, told);
  stage.add(stopEvents);
  const made = await change(synced, [rows, told]);
  const figures = [
    ...figuresOf(
      "to the row",
      rows.latenciesMs,
      rows.missedOf(() => true),
    ),
    ...figuresOf(
      "to a client of the event stream",
      told.latenciesMs,
      told.missedOf(() => true),
    ),
  ];
  stopEvents();
  await stopRows();
  const notes = [
    `${made} changes at ${size.rate} a second; rows were followed of all, what clients see of the ${told.latenciesMs.length} of watched pods`,
  ];
  const browser = await launchBrowser(stage);
  if (browser) {
    const page = await openWatchedPods(await signedInWindow(browser, console_, WINDOW_PX), console_.origin);
    await change(synced, [painted]);
    const visible = await takeShown(page, painted);
    figures.push(
      ...figuresOf(
        "to a browser's screen",
        painted.latenciesMs,
        painted.missedOf((uid) => visible.has(uid)),
      ),
    );
    notes.push(
      `the browser was measured in a second run of the same length, by ${painted.latenciesMs.length} changes of ${visible.size} rows`,
    );
  } else notes.push("no Chromium is installed here: nothing is said about the screen");
  tell({
    id: "P3",
    work: `${size.rate} changes of pods a second in a cluster of ${size.pods} pods, for ${size.seconds} s`,
    isFullSize: size.isFullSize && browser !== null,
    figures,
    notes: [...notes, "cluster, agent, hub, PostgreSQL, console, browser and the measuring share the machine's cores"],
  });
});
