import { Fault } from "@holdfast/contracts/fault";
import { type AddProvider, ProviderId } from "@holdfast/contracts/identity-provider";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import type { SignIn } from "../sign-in/sign-in";
import { MOST_PROVIDERS } from "./list-providers";
import { providerRecord, providerTarget } from "./provider-views";
import { reachProvider } from "./reach-provider";

const ACTION = "provider.add";

/** Lets people sign in with another identity provider. Throws `Unavailable` when it can't be asked what it is, `AlreadyExists` for a key in use. */
export async function addProvider(ctx: ServiceContext, signIn: Pick<SignIn, "seal">, input: AddProvider): Promise<{ id: ProviderId }> {
  const id = uuid();
  const target = providerTarget({ id, name: input.name });
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target });
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  await reachProvider(input);
  const clientSecret = signIn.seal(input.clientSecret, id);
  return transact(ctx.db, ctx.now, async (unit) => {
    if (await unit.tx.identityProvider.findUnique({ where: { key: input.key }, select: { id: true } }))
      throw new Fault("AlreadyExists", worded("ProviderKeyTaken", { key: input.key }));
    if ((await unit.tx.identityProvider.count()) >= MOST_PROVIDERS)
      throw new Fault("TooLarge", worded("ProvidersTooMany", { most: MOST_PROVIDERS }));
    const row = await unit.tx.identityProvider.create({ data: { ...input, id, clientSecret, createdAt: ctx.now(), updatedAt: ctx.now() } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: null,
      after: providerRecord(row),
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "provider", id }, payload: {} });
    return { id: ProviderId.parse(id) };
  });
}
