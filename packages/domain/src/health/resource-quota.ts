import type { HealthAssessment } from "@holdfast/contracts/health";
import type { KubeObject } from "./kube-object";
import { parseQuantity } from "./quantity";
import { verdict } from "./verdict";

interface ResourceQuota extends KubeObject {
  readonly status?: { readonly hard?: Readonly<Record<string, string>>; readonly used?: Readonly<Record<string, string>> };
}

/** Degraded when something is used up: the next pod or scale-up in that namespace is refused. A limit of 0 is a ban, not a shortage. */
export function assessResourceQuota(quota: ResourceQuota): HealthAssessment {
  const used = quota.status?.used ?? {};
  const exhausted = Object.entries(quota.status?.hard ?? {}).filter(([name, limit]) => {
    const hard = parseQuantity(limit) ?? 0;
    return hard > 0 && (parseQuantity(used[name]) ?? 0) >= hard;
  });
  if (exhausted.length === 0) return verdict("Healthy", "WithinLimits");
  return verdict("Degraded", "Exhausted", `Used up: ${exhausted.map(([name, limit]) => `${name} ${used[name]} of ${limit}`).join(", ")}.`);
}
