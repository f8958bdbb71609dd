import type { ComponentRow } from "@holdfast/contracts/component";
import type { ComponentEntry } from "@holdfast/domain/component/component-entry";
import { componentLevels } from "@holdfast/domain/component/component-levels";

/** An entry of the catalogue as pages show it. */
export const aboutComponent = (entry: ComponentEntry): Pick<ComponentRow, "id" | "name" | "domain" | "levels"> => ({
  id: entry.id,
  name: entry.name,
  domain: entry.domain,
  levels: componentLevels(entry),
});
