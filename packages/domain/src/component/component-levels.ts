import type { ComponentLevel } from "@holdfast/contracts/component";
import type { ComponentEntry } from "./component-entry";

/** How far Holdfast goes with a component, from what it names: everything is seen. */
export function componentLevels({ uses = {} }: Pick<ComponentEntry, "uses">): ComponentLevel[] {
  return ["see", ...(uses.panel ? ["panel" as const] : []), ...(uses.push ? ["push" as const] : []), ...(uses.run ? ["run" as const] : [])];
}
