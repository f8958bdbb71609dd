import type { LiveObject, ObjectRef } from "@holdfast/contracts/object";
import { writeYaml } from "@holdfast/domain/yaml/write-yaml";
import type { ServiceContext } from "../context/service-context";
import type { LivePort } from "../live/live-port";
import { askLiveObject } from "./ask-live-object";
import { uidOf } from "./uid-of";
import { visibleObject } from "./visible-object";

const states = { NotFound: "gone", KindAbsent: "kindAbsent", KindForbidden: "forbidden" } as const;

/** Asks the cluster for one object as it is now. Rejects with `AgentUnreachable` or `DeadlineExceeded` when it gives no answer. */
export async function readLiveObject(ctx: ServiceContext, live: LivePort, input: ObjectRef, signal?: AbortSignal): Promise<LiveObject> {
  const found = await visibleObject(ctx, input);
  const { refusal, message, object, isEditable } = await askLiveObject(live, found, signal);
  const unread = { yaml: null, isEditable, readAt: ctx.now() };
  if (refusal !== null) return { ...unread, state: states[refusal], message };
  const { uid, kind, name } = found.object;
  if (uidOf(object) !== uid) return { ...unread, state: "replaced", message: `Another ${kind} has the name ${name} by now.` };
  return { ...unread, state: "read", message: "", yaml: writeYaml(object) };
}
