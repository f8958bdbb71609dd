import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { givenToHosted, type HostedJob, noteHosted } from "@holdfast/services/imports/hosted-agents";
import type { SealingKey } from "@holdfast/services/pki/sealing-key";
import { type AgentChild, startAgentChild } from "./agent-child";
import type { AgentProgram } from "./agent-program";
import { enrolledKey } from "./enrolled-key";

/** What agents beside this hub are run with. */
export interface BesideParts {
  readonly ctx: ServiceContext;
  readonly hubId: string;
  readonly dataFolder: string;
  readonly program: AgentProgram;
  readonly credentials: SealingKey;
  readonly enrolmentUrl: string;
  readonly caPin: string;
  readonly isLoopbackAllowed: boolean;
}

/** One agent that this hub keeps alive, for one generation of its credential. */
export interface HostedRun {
  readonly job: HostedJob;
  /** Starts the agent when it is not running and its time has come. Never rejects. */
  tend(): void;
  /** Ends it, and waits until it is gone. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** An agent that can't enrol makes an entry in the trail each time: it is given up, until somebody says to try again. */
const MOST_ENROLMENTS = 6;

/** Where an agent beside a hub keeps its identity and its journal; shared by the hubs of an installation like the keys. */
export const folderOf = (dataFolder: string, clusterId: string): string => join(dataFolder, "beside", clusterId);

/** Forgets who an agent was, after nobody wants it any more. */
export const forgetHosted = (dataFolder: string, clusterId: string): Promise<void> =>
  rm(folderOf(dataFolder, clusterId), { recursive: true, force: true });

/** Keeps one agent alive: an end is followed by a start after a growing pause. Its state is written at every change. */
export function hostedRun(parts: BesideParts, job: HostedJob): HostedRun {
  const { ctx, hubId, dataFolder } = parts;
  const folder = folderOf(dataFolder, job.clusterId);
  let child: AgentChild | undefined;
  let current: Promise<void> | undefined;
  let failures = job.failures;
  let notBeforeMs = 0;
  let isStopping = false;
  let isGivenUp = job.state === "stopped";

  async function life(): Promise<void> {
    const told = await givenToHosted(ctx, parts.credentials, job.clusterId, await enrolledKey(folder));
    if (!told || isStopping) return;
    const { rights, ...given } = told;
    await noteHosted(ctx, hubId, job, { state: "starting" });
    const started = startAgentChild({
      ...parts,
      folder,
      clusterId: job.clusterId,
      rights,
      given: { ...given, isLoopbackAllowed: parts.isLoopbackAllowed },
    });
    child = started;
    if (isStopping) void started.stop();
    let wasAtWork = false;
    const atWork = started.atWork.then(async () => {
      wasAtWork = true;
      failures = 0;
      await noteHosted(ctx, hubId, job, { state: "running", failures });
    });
    atWork.catch((err: unknown) =>
      ctx.log.error({ err, "cluster.id": job.clusterId }, "the state of an agent beside this hub was not written"),
    );
    const reason = await started.ended;
    child = undefined;
    if (isStopping) return;
    if (!wasAtWork) failures += 1;
    isGivenUp = given.token !== null && failures >= MOST_ENROLMENTS;
    notBeforeMs = performance.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
    ctx.log.warn({ "cluster.id": job.clusterId, reason }, "an agent beside this hub ended");
    await noteHosted(ctx, hubId, job, { state: isGivenUp ? "stopped" : "failing", failures, exit: { at: ctx.now(), reason } });
  }

  return {
    job,
    tend() {
      if (current || isStopping || isGivenUp || performance.now() < notBeforeMs) return;
      current = life()
        .catch((err: unknown) => {
          notBeforeMs = performance.now() + LONGEST_PAUSE_MS / 12;
          ctx.log.error({ err, "cluster.id": job.clusterId }, "an agent beside this hub was not started");
        })
        .finally(() => {
          current = undefined;
        });
    },
    async stop() {
      isStopping = true;
      await child?.stop();
      await current;
    },
  };
}
