import type { ProviderView } from "@holdfast/contracts/identity-provider";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import type { SignIn } from "../sign-in/sign-in";
import { providerViews } from "./provider-views";

/** An installation has a handful; so many are kept at most. */
export const MOST_PROVIDERS = 50;

/** Every identity provider, by name, without its secret. */
export async function listProviders(ctx: ServiceContext, signIn: Pick<SignIn, "redirectUrl">): Promise<ProviderView[]> {
  const target = { kind: "provider", id: "all", name: "providers", clusterId: null };
  await authorise(ctx, { permission: "access:read", action: "provider.list", target });
  const { prisma } = ctx.db;
  const rows = await prisma.identityProvider.findMany({ orderBy: [{ name: "asc" }, { key: "asc" }], take: MOST_PROVIDERS });
  return providerViews(prisma, signIn, rows);
}
