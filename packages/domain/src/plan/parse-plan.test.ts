import { stepParameters } from "@holdfast/contracts/plan-step";
import { describe, expect, it } from "vitest";
import { describeProblem } from "../yaml/yaml-problem";
import { contentHash } from "./content-hash";
import { parsePlan } from "./parse-plan";

const text = `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: bank-core }
spec:
  group: bank
  primary: prod-hangzhou
  standby: dr-shanghai
  rtoSeconds: 15
  activate:
    steps:
      - name: scale-up
        use: workload.scale
        with: { cluster: dr-shanghai, namespace: bank, name: core, replicas: 10 }
      - name: shift
        use: istio.shift-weights
        with:
          cluster: dr-shanghai
          namespace: bank
          name: core
          weights:
            - { host: core.hangzhou, weight: 0 }
            - { host: core.shanghai, weight: 100 }
      - name: serves
        use: probe.http
        with: { cluster: dr-shanghai, url: "https://core.bank.example/healthz" }
`;

/** One more step, on a cluster that is neither of the two sites. */
const ramen = "      - { name: over, use: ramen.failover, with: { cluster: ramen-hub, namespace: b, name: c, to: east } }\n";

/** The same plan with its first two steps at once; `more` are further fields of the set. */
function withSet(more: string): string {
  const [head = "", steps = ""] = text.split("    steps:\n");
  const [first = "", last = ""] = steps.split("      - name: serves");
  const inner = first.replace(/^/gm, "      ").replace(/ +$/, "");
  return `${head}    steps:\n      - name: together\n${more}        parallel:\n${inner}      - name: serves${last}`;
}

const problems = (yaml: string) => {
  const parsed = parsePlan(yaml);
  return parsed.isValid ? [] : parsed.problems;
};
const first = (yaml: string) => {
  const [problem] = problems(yaml);
  return problem ? describeProblem(problem) : "no problem";
};

describe("reading a plan", () => {
  it("lets steps act on a cluster beside the two sites that the plan declares, and hashes a plan without one as ever", () => {
    const parsed = parsePlan(
      `${text.replace("  rtoSeconds", "  others: [{ cluster: ramen-hub, why: Ramen's hub }]\n  rtoSeconds")}${ramen}`,
    );
    expect(parsed).toMatchObject({ isValid: true, plan: { spec: { others: [{ cluster: "ramen-hub", why: "Ramen's hub" }] } } });
    const without = parsePlan(text);
    if (!without.isValid) throw new Error("the example is valid");
    expect(Object.keys(without.plan.spec)).not.toContain("others");
  });

  it("gives the checked plan with its defaults, and a hash that does not depend on how it was written", () => {
    const parsed = parsePlan(text);
    if (!parsed.isValid) throw new Error("the example is valid");
    expect(parsed.plan.spec.approvals).toEqual({ required: 1, expiresAfterSeconds: 1800 });
    expect(parsed.plan.spec.activate.steps[0]).toMatchObject({ onFailure: "pause", timeoutSeconds: 60, with: { kind: "Deployment" } });

    const again = parsePlan(
      `# a comment\n${text.replace("metadata: { name: bank-core }", "metadata:\n  description: ''\n  name: bank-core")}`,
    );
    expect(again).toMatchObject({ isValid: true, contentHash: parsed.contentHash });
    expect(contentHash(JSON.parse(JSON.stringify(parsed.plan)))).toBe(parsed.contentHash);
    expect(parsed.plan.spec.dataStores).toEqual([]);
    const store = (rpo: number) =>
      parsePlan(text.replace("  activate:", `  dataStores: [{ name: l, kind: vault, rpoSeconds: ${rpo} }]\n  activate:`));
    expect(store(5)).toMatchObject({ isValid: true });
    expect(store(5)).not.toMatchObject({ contentHash: store(6).isValid && (store(6) as { contentHash: string }).contentHash });
    expect(parsePlan(text.replace("replicas: 10", "replicas: 9"))).not.toMatchObject({ contentHash: parsed.contentHash });
  });

  it.each([
    ["a missing field", text.replace("  rtoSeconds: 15\n", ""), "line 4, column 1: spec.rtoSeconds is missing (add it with a number)"],
    [
      "a missing parameter",
      text.replace(", replicas: 10", ""),
      "line 13, column 9: spec.activate.steps[0].with.replicas is missing (add it with a number)",
    ],
    [
      "an unknown field",
      text.replace("replicas: 10", "replicas: 10, replicaz: 3"),
      "line 13, column 82: spec.activate.steps[0].with.replicaz is not a field here (correct its spelling, or remove it)",
    ],
    [
      "a wrong type",
      text.replace("replicas: 10", "replicas: '10'"),
      "line 13, column 78: spec.activate.steps[0].with.replicas must be a number, not a string (remove the quotes)",
    ],
    [
      "a value out of bounds",
      text.replace("replicas: 10", "replicas: -1"),
      "line 13, column 78: spec.activate.steps[0].with.replicas must be at least 0 (change it to a value within the bounds)",
    ],
    [
      "a step that is not in the catalogue",
      text.replace("workload.scale", "workload.grow"),
      `line 12, column 14: spec.activate.steps[0].use must be a step of the catalogue: ${Object.keys(stepParameters).join(", ")}`,
    ],
    [
      "a form for a lost primary that is no step",
      text.replace("replicas: 10 }", "replicas: 10 }\n        ungraceful: never"),
      "line 14, column 21: spec.activate.steps[0].ungraceful must be skip, or a map of use and with",
    ],
    [
      "a form for a lost primary with a wrong parameter",
      text.replace("replicas: 10 }", "replicas: 10 }\n        ungraceful: { use: wait, with: { seconds: 0 } }"),
      "line 14, column 51: spec.activate.steps[0].ungraceful.with.seconds must be at least 1 (change it to a value within the bounds)",
    ],
    [
      "a form for a lost primary at a cluster that is no site",
      text.replace(
        "replicas: 10 }",
        "replicas: 10 }\n        ungraceful: { with: { cluster: elsewhere, namespace: bank, name: core, replicas: 1 } }",
      ),
      "line 14, column 40: spec.activate.steps[0].ungraceful.with.cluster must be a site of this plan: prod-hangzhou or dr-shanghai",
    ],
    [
      "a set of one step",
      withSet("").replace(/ {12}- name: shift[\s\S]*(?= {6}- name: serves)/, ""),
      "line 13, column 13: spec.activate.steps[0].parallel a set needs at least two steps",
    ],
    [
      "a wrong parameter of a step in a set",
      withSet("").replace("replicas: 10", "replicas: -1"),
      "line 15, column 84: spec.activate.steps[0].parallel[0].with.replicas must be at least 0 (change it to a value within the bounds)",
    ],
    [
      "a set by the name of a step",
      withSet("").replace("name: together", "name: serves"),
      "line 25, column 15: spec.activate.steps[1].name is the name of another step: serves",
    ],
    [
      "a set with a field of a step",
      withSet("        onFailure: skip\n"),
      "line 12, column 9: spec.activate.steps[0].onFailure is not a field here (correct its spelling, or remove it)",
    ],
    [
      "a second try of a question to people",
      text.replace(/use: workload.scale\n.*/, "use: approval.wait\n        with: {}\n        retry: { attempts: 2 }"),
      "line 14, column 16: spec.activate.steps[0].retry is not for a step that asks people: they are asked once",
    ],
    [
      "weights that do not sum up",
      text.replace("weight: 100", "weight: 90"),
      "line 21, column 13: spec.activate.steps[1].with.weights the weights must sum to 100",
    ],
    [
      "a cluster that is no site",
      text.replace("cluster: dr-shanghai, url", "cluster: dr-beijing, url"),
      "line 25, column 26: spec.activate.steps[2].with.cluster must be a site of this plan: prod-hangzhou or dr-shanghai",
    ],
    [
      "a source that is no site",
      text.replace(
        /use: probe.http\n.*/,
        "use: postgres.promote\n        with: { cluster: dr-shanghai, namespace: bank, name: db, source: { cluster: dr-beijing, namespace: bank, name: db } }",
      ),
      "line 25, column 85: spec.activate.steps[2].with.source.cluster must be a site of this plan: prod-hangzhou or dr-shanghai",
    ],
    [
      "one name twice",
      text.replace("name: shift", "name: scale-up"),
      "line 14, column 15: spec.activate.steps[1].name is the name of another step: scale-up",
    ],
    [
      "primary and standby in one",
      text.replace("standby: dr-shanghai", "standby: prod-hangzhou"),
      "line 7, column 12: spec.standby must be another cluster than the primary",
    ],
    [
      "an unknown reaction",
      text.replace("use: probe.http", "use: probe.http\n        onFailure: shrug"),
      "line 25, column 20: spec.activate.steps[2].onFailure must be one of: pause, skip, undo, abort (write pause, for example)",
    ],
    [
      "a key given twice",
      text.replace("  group: bank", "  group: bank\n  group: bank"),
      "line 6, column 3: Map keys must be unique (remove one of the two)",
    ],
    ["a tab", text.replace("  group: bank", "\tgroup: bank"), "line 5, column 1: Tabs are not allowed as indentation (indent with spaces)"],
    ["two plans", `${text}---\n${text}`, "line 26, column 1: A second document begins here (keep one in a text)"],
    [
      "a data store of no kind",
      text.replace("  activate:", "  dataStores:\n    - { name: ledger, kind: oracle, rpoSeconds: 5 }\n  activate:"),
      "line 10, column 29: spec.dataStores[0].kind must be a kind of data store: cloudnativepg, patroni, zalando, mirrormaker2, vault, redis, ramen, promql",
    ],
    [
      "a data store without its parameters",
      text.replace(
        "  activate:",
        "  dataStores:\n    - { name: ledger, kind: cloudnativepg, rpoSeconds: 5, with: { namespace: bank } }\n  activate:",
      ),
      "line 10, column 59: spec.dataStores[0].with.name is missing (add it with a string)",
    ],
    [
      "a data store that is called otherwise nowhere",
      text.replace(
        "  activate:",
        "  dataStores:\n    - { name: l, kind: ramen, rpoSeconds: 5, with: { namespace: b, name: l, nameAt: { dr-beijing: x } } }\n  activate:",
      ),
      "line 10, column 99: spec.dataStores[0].with.nameAt.dr-beijing must be a site of this plan: prod-hangzhou or dr-shanghai",
    ],
    [
      "a data store without a query",
      text.replace("  activate:", "  dataStores:\n    - { name: l, kind: promql, rpoSeconds: 5, with: {} }\n  activate:"),
      "line 10, column 47: spec.dataStores[0].with.lag is missing (add it)",
    ],
    [
      "two data stores of one name",
      text.replace(
        "  activate:",
        "  dataStores:\n    - { name: l, kind: vault, rpoSeconds: 5 }\n    - { name: l, kind: redis, rpoSeconds: 5 }\n  activate:",
      ),
      "line 11, column 15: spec.dataStores[1].name is the name of another data store: l",
    ],
    [
      "another cluster that is a site already",
      text.replace("  rtoSeconds", "  others: [{ cluster: dr-shanghai, why: it is there }]\n  rtoSeconds"),
      "line 8, column 23: spec.others[0].cluster is a site of this plan already",
    ],
    [
      "another cluster that no step names",
      text.replace("  rtoSeconds", "  others: [{ cluster: ramen-hub, why: Ramen's hub }]\n  rtoSeconds"),
      "line 8, column 23: spec.others[0].cluster is named by no step: whoever runs the plan would need rights there for nothing",
    ],
    [
      "a step on a cluster that is neither a site nor among the others",
      `${text.replace("  rtoSeconds", "  others: [{ cluster: ramen-hub, why: Ramen's hub }]\n  rtoSeconds").replace("cluster: dr-shanghai, url", "cluster: dr-beijing, url")}${ramen}`,
      "line 26, column 26: spec.activate.steps[2].with.cluster must be a site of this plan, or one of its others: prod-hangzhou or dr-shanghai or ramen-hub",
    ],
    [
      "a store that would take writes on a cluster that is neither of the two sites",
      `${text.replace("  rtoSeconds", "  others: [{ cluster: ramen-hub, why: Ramen's hub }]\n  rtoSeconds")}${ramen}      - { name: d, use: postgres.demote, with: { cluster: ramen-hub, namespace: b, name: l, to: m } }\n`,
      "line 28, column 59: spec.activate.steps[4].with.cluster must be a site of this plan: prod-hangzhou or dr-shanghai",
    ],
    ["nothing", "", "line 1, column 1: apiVersion is missing (add it)"],
    ["a list", "- 1\n", "line 1, column 1: must be a map, not a list (write a map)"],
    [
      "half a character",
      text.replace("{ name: bank-core }", '{ name: bank-core, description: "\\ud800" }'),
      "line 1, column 1: holds a NUL or half a character (remove the escape that makes it)",
    ],
  ])("says where and what to do about %s", (_, yaml, expected) => {
    expect(first(yaml)).toBe(expected);
  });

  it("names every problem at once, in the order of the text", () => {
    const found = problems(
      text.replace("kind: FailoverPlan", "kind: Plan").replace("rtoSeconds: 15", "rtoSeconds: 0").replace("replicas: 10", "replicas: no"),
    );
    expect(found.map((problem) => problem.path)).toEqual(["kind", "spec.rtoSeconds", "spec.activate.steps[0].with.replicas"]);
  });

  it("does not let a small text grow", () => {
    const bomb = `a: &a [x, x]\n${"bcdefghij"
      .split("")
      .map((key, i) => `${key}: &${key} [${Array.from({ length: 9 }, () => `*${"abcdefghij"[i]}`).join(", ")}]`)
      .join("\n")}\n`;
    expect(first(bomb)).toBe("line 1, column 1: uses its anchors too often, or in a circle (write the values out)");
    expect(first("spec: &a { b: *a }\n")).toContain("in a circle");
  });
});
