import { GroupMapping, ProviderId, type ProviderView } from "@holdfast/contracts/identity-provider";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import { providerAccount } from "../sign-in/oidc/admit-person";
import type { SignIn } from "../sign-in/sign-in";

type Row = Prisma.IdentityProviderGetPayload<object>;

/** The audit target of a provider. */
export const providerTarget = ({ id, name }: { id: string; name: string }) => ({ kind: "provider", id, name, clusterId: null });

/** What the audit chain keeps of a provider: everything but its secret. */
export const providerRecord = ({ clientSecret, createdAt, updatedAt, mappings, ...row }: Row) => ({
  ...row,
  mappings: z.array(GroupMapping).parse(mappings),
});

/** Providers as admins see them, with how many people have come by each. */
export async function providerViews(
  tx: Prisma.TransactionClient,
  signIn: Pick<SignIn, "redirectUrl">,
  rows: readonly Row[],
): Promise<ProviderView[]> {
  const counts = await tx.account.groupBy({
    by: ["providerId"],
    where: { providerId: { in: rows.map(providerAccount) } },
    _count: { _all: true },
  });
  return rows.map(({ clientSecret, ...row }) => ({
    ...row,
    id: ProviderId.parse(row.id),
    mappings: z.array(GroupMapping).parse(row.mappings),
    redirectUrl: signIn.redirectUrl(row.key),
    people: counts.find((each) => each.providerId === providerAccount(row))?._count._all ?? 0,
  }));
}
