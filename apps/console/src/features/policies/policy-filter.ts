import type { PolicyListRow } from "@holdfast/contracts/policy";

/** The policies that a reader looks for: by a part of the name or of the description, and by where the newest rollout stands. */
export function filterPolicies(policies: readonly PolicyListRow[], text: string, phases: readonly string[]): PolicyListRow[] {
  const word = text.trim().toLowerCase();
  return policies.filter(
    ({ name, description, rollout }) =>
      `${name} ${description}`.toLowerCase().includes(word) && (phases.length === 0 || phases.includes(rollout?.phase ?? "")),
  );
}
