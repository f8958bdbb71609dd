import { z } from "zod";
import { JsonObject } from "./json";

/** The kinds that a policy may hold, so far: CEL admission in the API server itself. */
export const PolicyKind = z.enum(["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]);
export type PolicyKind = z.infer<typeof PolicyKind>;

/** One object of a policy, as it is applied. The server checks the `spec`. */
export const PolicyObject = z.looseObject({
  apiVersion: z.literal("admissionregistration.k8s.io/v1"),
  kind: PolicyKind,
  metadata: z.strictObject({
    name: z.string().min(1).max(253),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: JsonObject,
});
export type PolicyObject = z.infer<typeof PolicyObject>;
