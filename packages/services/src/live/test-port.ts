import { Fault, FaultView } from "@holdfast/contracts/fault";
import type { ExampleResult } from "@holdfast/contracts/policy-example";
import type { TestPolicy } from "@holdfast/contracts/policy-library";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { TRPCClientError } from "@trpc/client";
import { PRESENCE_BUDGET_MS } from "../clusters/cluster-view";
import type { HubConnections } from "./hub-connections";

/** The way to have a hub run the tests of a policy. */
export interface TestPort {
  /** What became of each example. Rejects with what is wrong with the policy or its tests, and with `Unavailable` when no hub is at work. */
  test(policy: TestPolicy): Promise<readonly ExampleResult[]>;
}

/** Longer than a hub lets tests run, with the time in which it waits for its turn. */
const WAIT_MS = 45_000;
/** What the hub's door takes in one message. */
const MOST_BYTES = 1_000_000;

const unavailable = () => new Fault("Unavailable", worded("PolicyTestsOff"), { retry: "later" });

/** For callers without a hub: what has tests can't be saved by them. */
export const noTests: TestPort = { test: () => Promise.reject(unavailable()) };

/** A port over the hubs of the installation: the first that lives runs them, for all have the same engines. */
export const testPort = (db: Database, hubs: HubConnections): TestPort => ({
  async test(policy) {
    const bytes = Buffer.byteLength(JSON.stringify(policy));
    if (bytes > MOST_BYTES) throw new Fault("TooLarge", worded("PolicyTestsTooLarge", { bytes, most: MOST_BYTES }));
    const [hub] = await db.prisma.$queryRaw<{ address: string }[]>`
      SELECT address FROM hub_presence WHERE last_seen_at > now() - ${PRESENCE_BUDGET_MS} * interval '1 millisecond' ORDER BY hub_id LIMIT 1`;
    if (!hub) throw unavailable();
    try {
      return await hubs.to(hub.address).testPolicy.mutate(policy, { signal: AbortSignal.timeout(WAIT_MS) });
    } catch (cause) {
      const view = cause instanceof TRPCClientError ? FaultView.safeParse((cause.data as { fault?: unknown } | undefined)?.fault) : null;
      if (view?.success) throw new Fault(view.data.code, view.data, { retry: view.data.retry });
      throw new Fault("Unavailable", worded("PolicyTestsOff"), { retry: "later", cause });
    }
  },
});
