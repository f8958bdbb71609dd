import type { AgentRights } from "@holdfast/contracts/cluster-import";
import { MOST_EDITABLE, NEVER_EDITABLE, RESOURCE_KEY } from "@holdfast/contracts/editable-resource";

/** What somebody says of an agent's rights, before it is read: the resources stand one a line. */
export interface RightsDraft {
  readonly logs: boolean;
  readonly edit: string;
  readonly exec: boolean;
}

/** Nothing beside the inventory. */
export const noRights: RightsDraft = { logs: false, edit: "", exec: false };

/** The rights as a draft. */
export const rightsDraft = ({ logs, edit, exec }: AgentRights): RightsDraft => ({ logs, edit: edit.join("\n"), exec });

/** What is wrong with the resources of a draft, and with which. */
export type RightsFault = { readonly kind: "unreadable" | "never"; readonly resource: string } | { readonly kind: "tooMany" };

/** Reads a draft: resources by lines, commas or blanks, each once. */
export function readRights({ logs, edit, exec }: RightsDraft): { readonly rights: AgentRights } | { readonly fault: RightsFault } {
  const resources = [...new Set(edit.split(/[\s,]+/).filter((each) => each !== ""))];
  const unreadable = resources.find((each) => !RESOURCE_KEY.test(each) || each.length > 253);
  if (unreadable !== undefined) return { fault: { kind: "unreadable", resource: unreadable } };
  const never = resources.find((each) => NEVER_EDITABLE.test(each));
  if (never !== undefined) return { fault: { kind: "never", resource: never } };
  if (resources.length > MOST_EDITABLE) return { fault: { kind: "tooMany" } };
  return { rights: { logs, edit: resources, exec } };
}
