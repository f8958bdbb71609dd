import type { PodShape } from "./pod-shape";

/** Which pods a quota counts, as the API spells it. Without scopes: all. */
export interface QuotaScopes {
  readonly scopes: readonly string[];
  readonly scopeSelector: readonly { readonly scope: string; readonly operator: string; readonly values: readonly string[] }[];
}

/** Whether pods of a Deployment or StatefulSet, which never have a deadline, are in a scope; undefined where it is not understood. */
function isIn(scope: string, { isBestEffort }: PodShape): boolean | undefined {
  if (scope === "Terminating") return false;
  if (scope === "NotTerminating") return true;
  if (scope === "BestEffort") return isBestEffort;
  if (scope === "NotBestEffort") return !isBestEffort;
  return undefined;
}

function isSelected({ scope, operator, values }: QuotaScopes["scopeSelector"][number], shape: PodShape): boolean | undefined {
  if (scope !== "PriorityClass") return operator === "Exists" ? isIn(scope, shape) : undefined;
  const { priorityClass } = shape;
  // A class that the template does not name may come from a default of the whole cluster.
  if (priorityClass === null) return undefined;
  if (operator === "Exists") return true;
  if (operator === "In") return values.includes(priorityClass);
  if (operator === "NotIn") return !values.includes(priorityClass);
  return operator === "DoesNotExist" ? false : undefined;
}

/** Whether a quota counts pods of that shape; false also where nobody can tell. */
export const countsIn = ({ scopes, scopeSelector }: QuotaScopes, shape: PodShape): boolean =>
  scopes.every((scope) => isIn(scope, shape) === true) && scopeSelector.every((each) => isSelected(each, shape) === true);
