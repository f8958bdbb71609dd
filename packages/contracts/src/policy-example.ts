import { z } from "zod";
import { JsonObject } from "./json";

const Labels = z.record(z.string(), z.string());

/** An object of a cluster, as far as everything that judges it needs to know it. */
export const ExampleObject = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().optional(),
    generateName: z.string().optional(),
    namespace: z.string().optional(),
    labels: Labels.optional(),
    annotations: Labels.optional(),
  }),
});
export type ExampleObject = z.infer<typeof ExampleObject>;

/** What a policy says of an example. `unmatched`: it is not about it; `failed`: it could not be evaluated. */
export const ExampleVerdict = z.enum(["pass", "deny", "unmatched", "failed"]);
export type ExampleVerdict = z.infer<typeof ExampleVerdict>;

const Example = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** What is written; for a deletion there is only the old object. */
  object: ExampleObject.optional(),
  oldObject: ExampleObject.optional(),
  operation: z.enum(["CREATE", "UPDATE", "DELETE", "CONNECT"]).default("CREATE"),
  /** The door through which it is written, such as `exec` of a pod; then `kind`, `resource` (`deployments.v1.apps` of a Scale) and `on` say what no object does. */
  subresource: z.string().optional(),
  kind: z.string().optional(),
  resource: z.string().optional(),
  on: z.string().optional(),
  namespace: z.string().optional(),
  namespaceLabels: Labels.default({}),
  user: z.strictObject({ username: z.string(), groups: z.array(z.string()).default([]) }).optional(),
  /** What else is in the cluster, for policies that look at it. */
  inventory: z.array(ExampleObject).default([]),
  /** Parameters of the constraint, in place of those that it has. */
  parameters: JsonObject.optional(),
  expect: z.enum(["pass", "deny", "unmatched"]),
  /** Every message of a denial, in the order in which they are said. */
  messages: z.array(z.string().min(1)).default([]),
});

/** One example of what a policy lets pass or denies. */
export const PolicyExample = Example.check(({ value, issues }) => {
  const say = (path: string, message: string) => issues.push({ code: "custom", input: value, path: [path], message });
  if (value.expect === "deny" && value.messages.length === 0) say("messages", "is needed where a denial is expected: write what is said");
  if (value.expect !== "deny" && value.messages.length > 0) say("messages", "is only for a denial: leave it out");
  if (!value.object && !value.oldObject && !value.kind)
    say("object", "is missing: write the object, an oldObject, or the kind of the request");
});
export type PolicyExample = z.infer<typeof PolicyExample>;

/** Something that every manifest of a kind must keep to, however it is adapted: CEL over `object`. */
export const PolicyGuarantee = z.strictObject({ kind: z.string().min(1), expression: z.string().min(1), message: z.string().min(1) });
export type PolicyGuarantee = z.infer<typeof PolicyGuarantee>;

/** The tests of a policy: its `tests.yaml`. Guarantees are for manifests, which nothing else judges. */
export const PolicyTests = z.strictObject({
  guarantees: z.array(PolicyGuarantee).max(50).default([]),
  examples: z.array(PolicyExample).min(1, "must hold an example at least").max(200),
});
export type PolicyTests = z.infer<typeof PolicyTests>;

/** What became of one example. */
export const ExampleResult = z.object({
  name: z.string(),
  expected: ExampleVerdict,
  found: ExampleVerdict,
  expectedMessages: z.array(z.string()),
  messages: z.array(z.string()),
  isAsExpected: z.boolean(),
});
export type ExampleResult = z.infer<typeof ExampleResult>;
