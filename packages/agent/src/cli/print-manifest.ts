import { type PolicyFamily, policyFamilies } from "@holdfast/contracts/policy-kinds";
import { stringify } from "yaml";
import { usageProblem } from "../problem";
import { clusterRole } from "../rbac/cluster-role";
import { manifest } from "../rbac/manifest";
import { checkedEditable } from "./editable";
import { all, enrolmentOptions, one, type ParsedLine, sourcesOf, type Values, variableOf } from "./options";
import { secretsOf, serviceVariables } from "./services";

const documents = (objects: readonly object[]) => objects.map((object) => stringify(object, { lineWidth: 0 })).join("---\n");

const RESOURCE = /^[a-z0-9]+(\.[a-z0-9-]+)+$/;

function observedOf(values: Values): readonly string[] {
  const observed = all(values, "observe");
  const wrong = observed.find((key) => !RESOURCE.test(key));
  if (wrong)
    throw usageProblem(`--observe ${wrong} is no added resource.`, "Write it like certificates.cert-manager.io: plural, dot, group.");
  return observed;
}

function familiesOf(values: Values): readonly PolicyFamily[] {
  return all(values, "policies").map((given) => {
    const family = policyFamilies.find((each) => each === given);
    if (!family) throw usageProblem(`--policies ${given} is no family of policies.`, `Write one of: ${policyFamilies.join(", ")}.`);
    return family;
  });
}

/** The ClusterRole alone, as YAML. */
export const rbacText = ({ values, areLogsShown, isExecAllowed }: ParsedLine): string =>
  documents([clusterRole(observedOf(values), checkedEditable(all(values, "edit")), areLogsShown, isExecAllowed, familiesOf(values))]);

/** Everything that a cluster needs to run its agent, as YAML. Throws a usage Problem for what is missing. */
export function manifestText({ values, isEphemeral, areLogsShown, isExecAllowed }: ParsedLine): string {
  const { hubUrl, clusterId, caPin, token } = enrolmentOptions(values);
  const image = one(values, "image");
  const missing = Object.entries({ hub: hubUrl, cluster: clusterId, "ca-pin": caPin, image }).flatMap(([name, value]) =>
    value ? [] : [`--${name}`],
  );
  if (!hubUrl || !clusterId || !caPin || !image)
    throw usageProblem(
      `For a manifest ${missing.join(", ")} must be given.`,
      "The first three are in the console's wizard: Clusters, Add a cluster.",
    );
  const sources = Object.entries(sourcesOf(values)).map(([name, url]) => [variableOf(name), url.href]);
  const origins = all(values, "probe-origin");
  const editable = checkedEditable(all(values, "edit"));
  return documents(
    manifest({
      ...{ image, hubUrl, clusterId, caPin, token },
      namespace: one(values, "namespace") ?? "holdfast",
      isPersistent: !isEphemeral,
      observed: observedOf(values),
      editable,
      areLogsShown,
      isExecAllowed,
      families: familiesOf(values),
      secrets: secretsOf(values),
      env: {
        ...Object.fromEntries(sources),
        ...(origins.length > 0 ? { [variableOf("probe-origin")]: origins.join(",") } : {}),
        ...serviceVariables(values),
        ...(areLogsShown ? { [variableOf("logs")]: "true" } : {}),
        ...(isExecAllowed ? { [variableOf("exec")]: "true" } : {}),
        ...(editable.length > 0 ? { [variableOf("edit")]: editable.join(",") } : {}),
      },
    }),
  );
}
