import type { JsonObject } from "@holdfast/contracts/json";
import type { ObjectPage } from "./cluster-objects";
import type { FoundViolations } from "./found-violations";
import type { ImpactJudge, JudgedWrite } from "./impact-judge";
import type { JudgedRule } from "./judged-rules";

/** Who is taken to write: nobody in particular. A policy that lets some people through is judged as it is for the others. */
const SOMEBODY = { username: "holdfast:preview", groups: ["system:authenticated"] };

type Metadata = { readonly namespace?: string; readonly labels?: Readonly<Record<string, unknown>> };

/** What pages of a cluster are judged by and where what was found goes. */
export interface PageJudging {
  readonly judge: ImpactJudge;
  readonly rules: readonly JudgedRule[];
  readonly resource: string;
  readonly namespaces: ReadonlyMap<string, JsonObject>;
  readonly found: FoundViolations;
}

const metadataOf = (object: JsonObject | undefined) => (object?.metadata ?? {}) as Metadata;

const teamOf = (...objects: readonly (JsonObject | undefined)[]): string | null => {
  const teams = objects.map((object) => metadataOf(object).labels?.team);
  return teams.find((team): team is string => typeof team === "string" && team !== "") ?? null;
};

const withName = (template: JsonObject, name: string): JsonObject => ({
  ...template,
  metadata: { ...(template.metadata as JsonObject | undefined), name },
});

/** The writes to judge, and of each the members of the page that it stands for. */
function writesOf({ served, templates, members }: ObjectPage, rule: JudgedRule, namespaces: PageJudging["namespaces"]) {
  if (!served) return [];
  // A request about a namespace says that it is in it.
  const isNamespaces = served.group === "" && served.plural === "namespaces";
  const standing =
    rule.readsNames || isNamespaces
      ? members.map((member) => [member])
      : templates.map((_, of) => members.filter((member) => member.of === of));
  return standing.flatMap((group) => {
    const [first] = group;
    const template = first && templates[first.of];
    if (!template) return [];
    const object = withName(template, first.name);
    const namespace = isNamespaces ? first.name : (metadataOf(template).namespace ?? "");
    const write: JudgedWrite = {
      ...{ operation: rule.operation, kind: served.kind, isNamespaced: served.isNamespaced, name: first.name, namespace, object },
      resource: { group: served.group, version: served.version, resource: served.plural },
      oldObject: rule.operation === "UPDATE" ? object : null,
      namespaceObject: isNamespaces ? null : (namespaces.get(namespace) ?? null),
      user: SOMEBODY,
    };
    return [{ write, group, namespace, template }];
  });
}

/** Judges the objects of one page by every rule. What is found of an object is found of all that differ from it in their name alone. */
export async function judgePage(page: ObjectPage, { judge, rules, resource, namespaces, found }: PageJudging): Promise<void> {
  for (const rule of rules) {
    const writes = writesOf(page, rule, namespaces);
    if (writes.length === 0) continue;
    const said = await judge.judge(
      rule.policy,
      rule.binding,
      writes.map(({ write }) => write),
    );
    writes.forEach(({ write, group, namespace, template }, i) => {
      for (const message of said[i] ?? [])
        for (const { name, workload } of group)
          found.add(
            {
              ...{ effect: rule.effect, resource, kind: write.kind, policyName: rule.name, message },
              namespace: namespace === "" ? null : namespace,
              workload: workload ?? { kind: write.kind, name },
              team: teamOf(template, namespaces.get(namespace)),
            },
            name,
          );
    });
  }
}
