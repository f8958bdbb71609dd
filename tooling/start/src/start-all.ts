// Starts everything in the order in which one needs the other, and stops it in the other order, the database last.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { issueSetupToken } from "@holdfast/services/sign-in/setup-link";
import { banner } from "./banner";
import type { Child } from "./child";
import { ensureDataFolder } from "./data-folder";
import { startDatabase } from "./database";
import { startDemo } from "./demo/start-demo";
import { requireFreePorts } from "./free-ports";
import { processes } from "./processes";
import { openServices } from "./services";
import type { StartSettings } from "./settings";
import { StartProblem } from "./start-problem";
import { type UndoStack, undoStack } from "./undo-stack";

type Say = (line: string) => void;

async function startOn(settings: StartSettings, undo: UndoStack, say: Say): Promise<void> {
  const startedAt = performance.now();
  const { dataFolder, ports, isDemo } = settings;
  const url = `http://127.0.0.1:${ports.console}`;
  const database = await startDatabase(settings);
  undo.push(() => database.stop());
  say(`  database   ${settings.databaseUrl ? "yours" : "embedded PostgreSQL"}, migrated`);
  const make = processes(settings, database.answers, (name, isGivenUp) => {
    const log = join(dataFolder, "logs", `${name}.log`);
    say(`\n  ${name} ends before it is ready, again and again: ${isGivenUp ? "stopping" : "still trying"}. Its log is ${log}`);
    if (isGivenUp) void undo.unwind().then(() => process.exit(1));
  });
  const run = async (started: Child) => {
    undo.push(() => started.stop());
    started.start();
    await started.ready().catch((cause: Error) => {
      throw new StartProblem(cause.message);
    });
    say(`  ${started.name.padEnd(10)} ready`);
  };
  const control = isDemo ? { url: `http://127.0.0.1:${ports.simulator}`, token: randomBytes(24).toString("base64url") } : null;
  await Promise.all([run(make.hub(database.url)), ...(control ? [run(make.simulator(control.token))] : [])]);
  const services = openServices(database.url, settings);
  const setupToken = isDemo ? null : await issueSetupToken(services.ctx);
  const users = control ? await startDemo({ settings, services, make, control, undo, say }) : null;
  await services.close();
  await run(make.console(database.url, control));
  database.watch((line) => say(`  ${line}`));
  say(banner({ url, seconds: (performance.now() - startedAt) / 1000, users, setupToken, dataFolder }));
}

/** Starts everything and prints how to come in. Rejects with a `StartProblem` when something must be mended first; nothing is left running then. */
export async function startAll(settings: StartSettings, say: Say): Promise<{ stop(): Promise<void> }> {
  const { simulator, ...ports } = settings.ports;
  ensureDataFolder(settings.dataFolder);
  await requireFreePorts(settings.isDemo ? { ...ports, simulator } : ports);
  const undo = undoStack();
  try {
    await startOn(settings, undo, say);
  } catch (cause) {
    await undo.unwind();
    throw cause;
  }
  return { stop: () => undo.unwind() };
}
