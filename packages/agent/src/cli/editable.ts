import { NEVER_EDITABLE, RESOURCE_KEY } from "@holdfast/contracts/editable-resource";
import { usageProblem } from "../problem";

/** The resources whose objects people may edit, as the owner of the cluster named them. Throws a usage Problem for what may never be. */
export function checkedEditable(keys: readonly string[]): readonly string[] {
  const wrong = keys.find((key) => !RESOURCE_KEY.test(key));
  if (wrong !== undefined)
    throw usageProblem(`--edit ${wrong} is no resource.`, "Write it like deployments.apps or services: plural, dot, group.");
  const closed = keys.find((key) => NEVER_EDITABLE.test(key));
  if (closed !== undefined)
    throw usageProblem(`--edit ${closed} is never given.`, "Secrets, rights and admission policies are not edited by this way.");
  return keys;
}
