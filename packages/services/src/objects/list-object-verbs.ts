import type { ObjectRef, ObjectVerbView } from "@holdfast/contracts/object";
import { canAct, needsName } from "@holdfast/domain/object/object-gates";
import { verbsOfKind } from "@holdfast/domain/object/verbs-of-kind";
import type { ServiceContext } from "../context/service-context";
import { gateForCaller } from "../failover/failover-rights";
import { actFacts } from "./act-facts";
import { objectPermissions } from "./object-permissions";
import { visibleObject } from "./visible-object";

/** What can be ordered for an object, and for each why the caller may not order it now. Answered from the store. */
export async function listObjectVerbs(ctx: ServiceContext, input: ObjectRef): Promise<ObjectVerbView[]> {
  const found = await visibleObject(ctx, input);
  const factsOf = await actFacts(ctx, found);
  return Promise.all(
    verbsOfKind(found.object.resource).map(async (verb) => ({
      verb,
      gate: await gateForCaller(ctx, canAct(factsOf(verb)), objectPermissions[verb], [found.cluster]),
      needsName: needsName(factsOf(verb)),
    })),
  );
}
