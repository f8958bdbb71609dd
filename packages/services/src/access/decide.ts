import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { AuditDecision } from "@holdfast/contracts/audit";
import type { Permission } from "@holdfast/contracts/permissions";
import type { UserRole } from "@holdfast/contracts/roles";
import { cedarPolicies, cedarSchema } from "./cedar-model";

/** One question of authorisation. Everything in it comes from the store, never from a client. */
export interface AccessQuestion {
  readonly permission: Permission;
  readonly userId: string;
  readonly isDisabled: boolean;
  /** The question is a token's, and beyond what the token was made for. */
  readonly isOutsideToken?: boolean;
  /** The roles that the person holds on this very resource. */
  readonly roles: readonly UserRole[];
  readonly rolesSomewhere: readonly UserRole[];
  readonly resource:
    | { readonly kind: "fleet" }
    | { readonly kind: "cluster"; readonly id: string; readonly environment: string; readonly isSimulated: boolean };
  readonly requestedById?: string;
}

const POLICIES = "holdfast";
const SCHEMA = "holdfast";
const describe = (errors: readonly cedar.DetailedError[]) => errors.map((error) => error.message).join("; ");

let isLoaded = false;

/** Checks the policies against the schema and keeps both parsed. Throws when either is wrong: no process may run with half its rules. */
export function loadPolicies(): void {
  if (isLoaded) return;
  const policies = { staticPolicies: { ...cedarPolicies } };
  const checked = cedar.validate({ schema: cedarSchema, policies });
  if (checked.type === "failure") throw new Error(`the access policies can't be read: ${describe(checked.errors)}`);
  const wrong = [...checked.validationErrors, ...checked.validationWarnings];
  if (wrong.length > 0)
    throw new Error(`the access policies are wrong: ${wrong.map((each) => `${each.policyId}: ${each.error.message}`).join("; ")}`);
  for (const answer of [cedar.preparsePolicySet(POLICIES, policies), cedar.preparseSchema(SCHEMA, cedarSchema)])
    if (answer.type === "failure") throw new Error(`the access policies can't be kept: ${describe(answer.errors)}`);
  isLoaded = true;
}

const entity = (type: string, id: string): cedar.TypeAndId => ({ type: `Holdfast::${type}`, id });

/** Answers one question. An error inside a policy is a denial: a forbid that could not be evaluated must not let anyone through. */
export function decide(question: AccessQuestion): AuditDecision {
  loadPolicies();
  const principal = entity("User", question.userId);
  const { resource } = question;
  const target = resource.kind === "fleet" ? entity("Fleet", "fleet") : entity("Cluster", resource.id);
  const requester = question.requestedById === undefined ? undefined : entity("User", question.requestedById);
  const user = (uid: cedar.TypeAndId, roles: readonly UserRole[]): cedar.EntityJson => ({
    uid,
    attrs: {
      isDisabled: uid === principal && question.isDisabled,
      isOutsideToken: uid === principal && question.isOutsideToken === true,
      rolesSomewhere: uid === principal ? [...question.rolesSomewhere] : [],
    },
    parents: roles.map((role) => entity("Role", role)),
  });
  const entities: cedar.EntityJson[] = [
    user(principal, question.roles),
    {
      uid: target,
      attrs: resource.kind === "cluster" ? { environment: resource.environment, isSimulated: resource.isSimulated } : {},
      parents: [],
    },
    ...question.roles.map((role) => ({ uid: entity("Role", role), attrs: {}, parents: [] })),
  ];
  if (requester && requester.id !== principal.id) entities.push(user(requester, []));
  const answer = cedar.statefulIsAuthorized({
    principal,
    action: entity("Action", question.permission),
    resource: target,
    context: requester ? { requestedBy: { __entity: requester } } : {},
    preparsedPolicySetId: POLICIES,
    preparsedSchemaName: SCHEMA,
    validateRequest: true,
    entities,
  });
  if (answer.type === "failure") throw new Error(`an access question was malformed: ${describe(answer.errors)}`);
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) return { effect: "deny", policies: diagnostics.errors.map((error) => error.policyId).sort() };
  return { effect: decision, policies: [...diagnostics.reason].sort() };
}
