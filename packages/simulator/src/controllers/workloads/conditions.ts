import { timestamp } from "../../kube/store/object-identity";
import type { Condition } from "../../kube/types/pod";

/** A condition as it should be from now on. */
export type NewCondition = Pick<Condition, "type" | "status"> & { readonly reason: string; readonly message: string };

/** A list of conditions with one set. The transition time changes only with the status, and an unchanged condition stays the same object. */
export function withCondition(conditions: readonly Condition[] = [], next: NewCondition, now: Date): readonly Condition[] {
  const old = conditions.find(({ type }) => type === next.type);
  if (old?.status === next.status && (old.reason ?? "") === next.reason && (old.message ?? "") === next.message) return conditions;
  const at = timestamp(now);
  const lastTransitionTime = old?.status === next.status ? (old.lastTransitionTime ?? at) : at;
  const { type, status, reason, message } = next;
  const condition: Condition = {
    ...{ type, status, lastTransitionTime },
    ...(reason === "" ? {} : { reason }),
    ...(message === "" ? {} : { message }),
  };
  return old ? conditions.map((each) => (each === old ? condition : each)) : [...conditions, condition];
}

/** A list of conditions without one. */
export const withoutCondition = (conditions: readonly Condition[] = [], type: string): readonly Condition[] =>
  conditions.some((condition) => condition.type === type) ? conditions.filter((condition) => condition.type !== type) : conditions;
