import type { BulkCandidate } from "@holdfast/contracts/bulk";

/** Objects that would be refused for one reason. */
export interface RefusalGroup {
  readonly reason: string;
  readonly objects: readonly BulkCandidate[];
}

/** Those that would be refused, by the reason in the reader's words, the most frequent first. What differs by name alone is one reason. */
export function refusalGroups(objects: readonly BulkCandidate[], say: (gate: BulkCandidate["gate"]) => string): RefusalGroup[] {
  const groups = new Map<string, { reason: string; objects: BulkCandidate[] }>();
  for (const object of objects) {
    if (object.gate.isMet) continue;
    const key = `${object.gate.phrase?.code ?? object.gate.message} ${object.gate.phrase?.gaps.cluster ?? ""}`;
    const group = groups.get(key) ?? { reason: say(object.gate), objects: [] };
    group.objects.push(object);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.objects.length - a.objects.length);
}
