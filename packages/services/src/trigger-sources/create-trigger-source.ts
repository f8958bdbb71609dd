import { Fault } from "@holdfast/contracts/fault";
import { type CreateTriggerSource, type IssuedTriggerSource, TRIGGER_SECRET_PREFIX } from "@holdfast/contracts/trigger-source";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { newSecret, secretHash } from "../identity/secret";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { sourcesChanged, sourceTarget } from "./trigger-source-target";

const ACTION = "trigger-source.create";
const MOST = 50;

/** Makes a source that may report that a primary is lost. Its secret is answered this once; what is kept of it opens nothing. */
export async function createTriggerSource(ctx: ServiceContext, { name }: CreateTriggerSource): Promise<IssuedTriggerSource> {
  const id = uuid();
  const target = sourceTarget({ id, name });
  const decision = await authorise(ctx, { permission: "settings:manage", action: ACTION, target });
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  const secret = newSecret(TRIGGER_SECRET_PREFIX);
  await transact(ctx.db, ctx.now, async (unit) => {
    const others = await unit.tx.triggerSource.findMany({ select: { name: true, revokedAt: true } });
    if (others.some((each) => each.name === name)) throw new Fault("AlreadyExists", worded("SourceNameTaken", { name }));
    if (others.filter(({ revokedAt }) => revokedAt === null).length >= MOST)
      throw new Fault("TooLarge", worded("SourcesTooMany", { most: MOST }));
    await unit.tx.triggerSource.create({
      data: { id, name, secretHash: secretHash(secret), createdById: ctx.actor.id, createdByName: ctx.actor.name, createdAt: ctx.now() },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      ...{ before: null, after: { name } },
    });
    unit.emit(sourcesChanged(id));
  });
  return { id, secret };
}
