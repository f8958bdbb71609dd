import { acquireLease } from "@holdfast/db/lease";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import type { Wakes } from "@holdfast/services/events/wakes";
import type { LivePort } from "@holdfast/services/live/live-port";
import { type DueLook, dueLooks } from "@holdfast/services/policy-drift/due-looks";
import { endOrphans } from "@holdfast/services/policy-drift/end-orphans";
import { lookAtDeployment } from "@holdfast/services/policy-drift/look-at-deployment";
import { every } from "./every";
import { ringable } from "./ringable";

const LOOK_MS = 1000;
const LEASE_MS = 20_000;
/** Wake-ups may be lost, and time passes by itself: everywhere is looked at whether it is due. */
const EVERYWHERE_MS = 5000;
const AT_ONCE = 8;
const LEASE = "policy-drift";

/** What looks at one after the other, so many at a time; what fails is said and tried again at its time. */
async function lookAtAll(ctx: ServiceContext, live: LivePort, due: DueLook[], signal: AbortSignal): Promise<void> {
  const waiting = [...due];
  const work = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift())
      await lookAtDeployment(ctx, live, next).catch((err: unknown) => ctx.log.error({ err }, "a look at a policy's objects failed"));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Looks whether clusters still have what was pushed, in one hub of the installation: soon after a change of an object, and all of it now and then. */
export function watchDrift(
  { ctx, live, hubId }: { ctx: ServiceContext; live: LivePort; hubId: string },
  wakes: Wakes,
): { stop(): Promise<void> } {
  const bell = ringable();
  const heard = new Set<string>();
  let everywhereAt = 0;
  const stops = [
    wakes.on("inventory", ({ key }) => {
      if (key === "") everywhereAt = 0;
      else heard.add(key);
      bell.ring();
    }),
    // An order was answered: what it corrected is looked at again.
    wakes.on("run", bell.ring),
  ];
  const loop = every(0, "policy drift", ctx.log, async (signal) => {
    await bell.next(LOOK_MS, signal);
    if (signal.aborted || !(await acquireLease(ctx.db, LEASE, hubId, LEASE_MS))) return;
    const isEverywhere = Date.now() - everywhereAt >= EVERYWHERE_MS;
    const clusterIds = [...heard];
    heard.clear();
    if (isEverywhere) {
      everywhereAt = Date.now();
      await endOrphans(ctx);
    } else if (clusterIds.length === 0) return;
    await lookAtAll(ctx, live, await dueLooks(ctx.db.prisma, ctx.now(), isEverywhere ? null : clusterIds), signal);
  });
  return {
    async stop() {
      for (const stop of stops) stop();
      bell.ring();
      await loop.stop();
    },
  };
}
