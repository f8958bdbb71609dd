import { Fault } from "@holdfast/contracts/fault";
import { ObjectTarget } from "@holdfast/contracts/object-target";
import { objectRead } from "@holdfast/contracts/queries/object-read";
import type { z } from "zod";
import type { LivePort } from "../live/live-port";
import type { VisibleObject } from "./visible-object";

const DEADLINE_MS = 5000;

/** Where an object is, as agents are told. Throws `InvalidInput` for what no agent is asked about, such as a Secret. */
export function liveTarget({ object: { resource, namespace, name } }: VisibleObject): ObjectTarget {
  const target = ObjectTarget.safeParse({ resource, namespace, name });
  if (!target.success) throw new Fault("InvalidInput", target.error.issues.map((issue) => issue.message).join("; "));
  return target.data;
}

/** What the cluster says of one object now. Rejects with `AgentUnreachable` or `DeadlineExceeded` when it says nothing. */
export const askLiveObject = (live: LivePort, found: VisibleObject, signal?: AbortSignal): Promise<z.output<typeof objectRead.output>> =>
  live.ask(found.cluster.id, objectRead, liveTarget(found), { deadlineMs: DEADLINE_MS, ...(signal ? { signal } : {}) });
