import { Fault } from "@holdfast/contracts/fault";
import { objectsDistinct } from "@holdfast/contracts/queries/objects-distinct";
import { worded } from "@holdfast/contracts/worded";
import type { z } from "zod";
import type { LivePort } from "../live/live-port";

/** A page of a resource, as an agent gives it. */
export type ObjectPage = z.output<typeof objectsDistinct.output>;

const DEADLINE_MS = 20_000;
/** How often a list that its API server forgot in the middle is begun again. */
const MOST_STARTS = 3;

/** Thrown when a list has to be read from its beginning: what was made of its pages so far does not hold. */
export class ListExpired extends Error {}

/** The pages of a resource of a cluster, the next one asked for while one is worked on. A refusal is a page of its own, and the last. */
export async function* objectPages(live: LivePort, clusterId: string, resource: string, signal?: AbortSignal): AsyncGenerator<ObjectPage> {
  const ask = (after: string | null) => {
    const page = live.ask(clusterId, objectsDistinct, { resource, after }, { deadlineMs: DEADLINE_MS, ...(signal ? { signal } : {}) });
    // Whoever stops before it comes has no use for how it failed.
    page.catch(() => undefined);
    return page;
  };
  for (let next: Promise<ObjectPage> | null = ask(null); next; ) {
    const page: ObjectPage = await next;
    if (page.refusal === "Expired") throw new ListExpired();
    next = page.next === null ? null : ask(page.next);
    yield page;
  }
}

/** Reads a resource whole, again from its beginning where the API server forgot the rest. `read` is called with no pages of two times. */
export async function readWhole<T>(read: () => Promise<T>, resource: string): Promise<T> {
  for (let start = 1; ; start++) {
    try {
      return await read();
    } catch (cause) {
      if (!(cause instanceof ListExpired)) throw cause;
      if (start === MOST_STARTS) throw new Fault("Unavailable", worded("ListForgotten", { resource }), { retry: "later" });
    }
  }
}
