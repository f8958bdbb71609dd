import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { z } from "zod";

/** A manifest that was read, or everything that is wrong with it. */
export type Read<T> = { readonly isGood: true; readonly value: T } | { readonly isGood: false; readonly findings: readonly Worded[] };

/** The way to a field as people write it: `spec.targets[0].rego`. */
export const fieldPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "") || "manifest";

/** The properties that an object schema knows at the end of a path, for the message about one that it does not know. */
function knownAt(schema: z.core.JSONSchema.BaseSchema, path: readonly PropertyKey[]): string {
  let here: z.core.JSONSchema.BaseSchema | undefined = schema;
  for (const part of path) {
    const next: unknown = typeof part === "number" ? here?.items : here?.properties?.[String(part)];
    here = typeof next === "object" ? (next as z.core.JSONSchema.BaseSchema) : undefined;
  }
  return Object.keys(here?.properties ?? {}).join(", ");
}

/** What zod found, as sentences that name the field. */
export function findingsOf(issues: readonly z.core.$ZodIssue[], jsonSchema: z.core.JSONSchema.BaseSchema): Worded[] {
  return issues.flatMap((issue): Worded[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) =>
        worded("GatekeeperUnknownField", { field: fieldPath([...issue.path, key]), known: knownAt(jsonSchema, issue.path) }),
      );
    return [worded("GatekeeperField", { field: fieldPath(issue.path), problem: issue.message })];
  });
}
