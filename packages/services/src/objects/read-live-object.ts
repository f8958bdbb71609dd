import { Fault } from "@holdfast/contracts/fault";
import type { LiveObject, ObjectRef } from "@holdfast/contracts/object";
import { ObjectTarget } from "@holdfast/contracts/object-target";
import { objectRead } from "@holdfast/contracts/queries/object-read";
import { writeYaml } from "@holdfast/domain/yaml/write-yaml";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { uidOf } from "./uid-of";
import { visibleObject } from "./visible-object";

const DEADLINE_MS = 5000;
const states = { NotFound: "gone", KindAbsent: "kindAbsent", KindForbidden: "forbidden" } as const;

/** Asks the cluster for one object as it is now. Rejects with `AgentUnreachable` or `DeadlineExceeded` when it gives no answer. */
export async function readLiveObject(ctx: ServiceContext, live: LivePort, input: ObjectRef, signal?: AbortSignal): Promise<LiveObject> {
  const { cluster, object } = await visibleObject(ctx, input);
  const { resource, namespace, name } = object;
  const target = ObjectTarget.safeParse({ resource, namespace, name });
  if (!target.success) throw new Fault("InvalidInput", target.error.issues.map((issue) => issue.message).join("; "));
  const answer = await live.ask(cluster.id, objectRead, target.data, { deadlineMs: DEADLINE_MS, ...(signal ? { signal } : {}) });
  const readAt = ctx.now();
  if (answer.refusal !== null) return { state: states[answer.refusal], message: answer.message, yaml: null, readAt };
  if (uidOf(answer.object) !== object.uid)
    return { state: "replaced", message: `Another ${object.kind} has the name ${name} by now.`, yaml: null, readAt };
  return { state: "read", message: "", yaml: writeYaml(answer.object), readAt };
}
