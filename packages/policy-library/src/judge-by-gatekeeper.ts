import { Fault } from "@holdfast/contracts/fault";
import type { PolicyExample } from "@holdfast/contracts/policy-example";
import { worded } from "@holdfast/contracts/worded";
import { readConstraint } from "@holdfast/policy-engines/gatekeeper/constraint";
import { readConstraintTemplate } from "@holdfast/policy-engines/gatekeeper/constraint-template";
import { inventoryOf } from "@holdfast/policy-engines/gatekeeper/inventory";
import { judgeObjects } from "@holdfast/policy-engines/gatekeeper/judge-objects";
import type { Read } from "@holdfast/policy-engines/gatekeeper/manifest-findings";
import { type PreparedTemplate, prepareTemplate } from "@holdfast/policy-engines/gatekeeper/prepare-template";
import type { PolicyBundle } from "./policy-bundle";
import type { Judged, PolicyEngines } from "./policy-engines";

const GROUP = "constraints.gatekeeper.sh/";

function good<T>(read: Read<T>, object: string): T {
  if (read.isGood) return read.value;
  throw new Fault("InvalidInput", worded("PolicyObjectWrong", { object, problems: read.findings }));
}

const withParameters = (constraint: unknown, parameters: PolicyExample["parameters"]) => {
  if (!parameters) return constraint;
  const { spec, ...rest } = constraint as { spec?: object };
  return { ...rest, spec: { ...spec, parameters } };
};

/** What a constraint says of an example. */
async function judge(
  { engines, signal }: { readonly engines: PolicyEngines; readonly signal: AbortSignal },
  prepared: PreparedTemplate,
  manifest: unknown,
  example: PolicyExample,
): Promise<Judged> {
  const { name, parameters, operation, object, oldObject, inventory, namespaceLabels } = example;
  const constraint = good(readConstraint(withParameters(manifest, parameters), prepared.template), name);
  const subject = operation === "DELETE" ? oldObject : object;
  if (!subject || operation === "CONNECT") throw new Fault("InvalidInput", worded("ExampleNeedsObject", { example: name }));
  const question = {
    ...{ constraint, objects: [subject], operation, inventory: inventoryOf(inventory) },
    namespaceLabels: new Map([[subject.metadata.namespace ?? "", namespaceLabels]]),
  };
  const [judgement] = await judgeObjects(engines.rego, prepared, question, { signal });
  if (judgement?.state === "judged") {
    const messages = judgement.violations.map(({ message }) => message);
    return { verdict: messages.length > 0 ? "deny" : "pass", messages };
  }
  if (judgement?.state === "failed") return { verdict: "failed", messages: [judgement.problem.message] };
  return { verdict: "unmatched", messages: [] };
}

/** What several constraints of a bundle say together: whoever denies is heard. */
function together(all: readonly Judged[]): Judged {
  const matched = all.filter(({ verdict }) => verdict !== "unmatched");
  const failed = matched.find(({ verdict }) => verdict === "failed");
  if (failed) return failed;
  if (matched.length === 0) return { verdict: "unmatched", messages: [] };
  const messages = matched.flatMap((each) => each.messages);
  return { verdict: messages.length > 0 ? "deny" : "pass", messages };
}

/** Asks the templates and constraints of a bundle about its examples, as Gatekeeper's webhook would. */
export async function judgeByGatekeeper(
  engines: PolicyEngines,
  { manifests, tests }: PolicyBundle,
  signal: AbortSignal,
): Promise<Judged[]> {
  const templates = manifests.filter(({ kind }) => kind === "ConstraintTemplate");
  const constraints = manifests.filter(({ apiVersion }) => apiVersion.startsWith(GROUP));
  if (constraints.length === 0) throw new Fault("InvalidInput", worded("TemplateWithoutConstraint"));
  const prepared = new Map<string, PreparedTemplate>();
  try {
    for (const manifest of templates) {
      const object = `ConstraintTemplate ${manifest.metadata.name ?? ""}`;
      const template = good(readConstraintTemplate(manifest), object);
      prepared.set(template.kind, good(await prepareTemplate(engines.rego, template, { signal }), object));
    }
    const judged: Judged[] = [];
    for (const example of tests.examples) {
      const said: Judged[] = [];
      for (const constraint of constraints) {
        const template = prepared.get(constraint.kind);
        if (!template) throw new Fault("InvalidInput", worded("ConstraintWithoutTemplate", { kind: constraint.kind }));
        said.push(await judge({ engines, signal }, template, constraint, example));
      }
      judged.push(together(said));
    }
    return judged;
  } finally {
    for (const { policy } of prepared.values()) engines.rego.release(policy);
  }
}
