import type { CaseFind, Evidence } from "@holdfast/contracts/scenario-case";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { CaseCluster } from "./case-clusters";

const describe = ({ resource, namespace, name, facts }: CaseFind) =>
  [resource, [namespace, name].filter(Boolean).join("/"), ...Object.entries(facts).map(([path, value]) => `${path}=${String(value)}`)]
    .filter((part) => part !== "")
    .join(" ");

/** How many objects one cluster's inventory shows for a find. A cluster that nobody can vouch for now gives no evidence. */
export async function lookFor(prisma: Prisma.TransactionClient, find: CaseFind, cluster: CaseCluster): Promise<Evidence> {
  const { resource, namespace, name, facts } = find;
  const count = await prisma.inventoryObject.count({
    where: {
      clusterId: cluster.id,
      resource,
      ...(namespace ? { namespace } : {}),
      ...(name ? { name } : {}),
      AND: Object.entries(facts).map(([path, value]) => ({ facts: { path: path.split("."), equals: value } })),
    },
  });
  const base = { clusterId: cluster.id, clusterName: cluster.name, source: describe(find) };
  if (cluster.isVouchedFor) return { ...base, value: count, message: null };
  return { ...base, value: null, ...worded("OnlyLastKnown", { value: count }) };
}
