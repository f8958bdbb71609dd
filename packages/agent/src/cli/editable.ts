import { usageProblem } from "../problem";

const RESOURCE = /^[a-z0-9]+(\.[a-z0-9-]+)*$/;

/** What nobody may open by an option: Secrets, rights, and the policies that go through rollouts with approvals. */
const CLOSED =
  /^(secrets|serviceaccounts|.*\.rbac\.authorization\.k8s\.io|.*\.admissionregistration\.k8s\.io|certificatesigningrequests\..*)$/;

/** The resources whose objects people may edit, as the owner of the cluster named them. Throws a usage Problem for what may never be. */
export function checkedEditable(keys: readonly string[]): readonly string[] {
  const wrong = keys.find((key) => !RESOURCE.test(key));
  if (wrong !== undefined)
    throw usageProblem(`--edit ${wrong} is no resource.`, "Write it like deployments.apps or services: plural, dot, group.");
  const closed = keys.find((key) => CLOSED.test(key));
  if (closed !== undefined)
    throw usageProblem(`--edit ${closed} is never given.`, "Secrets, rights and admission policies are not edited by this way.");
  return keys;
}
