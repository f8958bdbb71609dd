import { describe } from "vitest";
import { describeAccess } from "./access.contract";
import { describeAdmission } from "./admission.contract";
import { describeApply } from "./apply.contract";
import { describeCustomResources } from "./custom-resources.contract";
import { describeDeletion } from "./deletion.contract";
import { describeDiscovery } from "./discovery.contract";
import { describeDryRun } from "./dry-run.contract";
import { describeForms } from "./forms.contract";
import type { KubeTarget } from "./kube-target";
import { describeLists } from "./lists.contract";
import { describePatches } from "./patches.contract";
import { describeSelectors } from "./selectors.contract";
import { describeSubresources } from "./subresources.contract";
import { describeWatches } from "./watches.contract";
import { describeWrites } from "./writes.contract";

const areas: Readonly<Record<string, (target: () => KubeTarget) => void>> = {
  discovery: describeDiscovery,
  lists: describeLists,
  selectors: describeSelectors,
  watches: describeWatches,
  writes: describeWrites,
  patches: describePatches,
  apply: describeApply,
  "dry run": describeDryRun,
  deletion: describeDeletion,
  subresources: describeSubresources,
  forms: describeForms,
  access: describeAccess,
  "custom resources": describeCustomResources,
  admission: describeAdmission,
};

/** A case waits for controllers, and for the ends of watches. */
const CASE_TIMEOUT_MS = 60_000;

/**
 * What Holdfast relies on in a Kubernetes API server, as cases over the wire. The same cases are held against a real server
 * and against the simulator; where the two differ, the real one is right.
 */
export function describeKubeApi(name: string, target: () => KubeTarget): void {
  for (const [area, describeArea] of Object.entries(areas)) {
    describe(`${name}: ${area}`, { timeout: CASE_TIMEOUT_MS }, () => describeArea(target));
  }
}
