/** How hard a policy is put in force: `Deny` refuses, the others only say. `None`: nothing binds it, or there is none. */
export type Enforcement = "Deny" | "Warn" | "Audit" | "None";

/** An admission policy of one cluster as it is in force there. */
export interface PolicyInForce {
  readonly name: string;
  readonly enforcement: Enforcement;
  /** Whether what it can't judge is let in. */
  readonly isLenient: boolean;
}

/** A binding: which policy it puts in force, and how. */
export interface PolicyBinding {
  readonly policy: string;
  readonly actions: readonly string[];
}

/** A policy that two sites don't enforce alike. */
export interface PolicyGap {
  readonly name: string;
  readonly from: PolicyInForce;
  readonly to: PolicyInForce;
}

const strength: Readonly<Record<Enforcement, number>> = { None: 0, Audit: 1, Warn: 2, Deny: 3 };
const isEnforcement = (action: string): action is Enforcement => Object.hasOwn(strength, action);

/** The policies of a cluster as its bindings put them in force; of several bindings the hardest counts. */
export function policiesInForce(
  policies: readonly { readonly name: string; readonly failurePolicy: string }[],
  bindings: readonly PolicyBinding[],
): PolicyInForce[] {
  return policies.map(({ name, failurePolicy }) => {
    const actions = bindings.filter(({ policy }) => policy === name).flatMap((each) => each.actions.filter(isEnforcement));
    const enforcement = actions.reduce<Enforcement>((hardest, each) => (strength[each] > strength[hardest] ? each : hardest), "None");
    return { name, enforcement, isLenient: failurePolicy === "Ignore" };
  });
}

const none = (name: string): PolicyInForce => ({ name, enforcement: "None", isLenient: false });

/**
 * What one site refuses and another does not, matched by name as twins are everywhere else: `weaker` at the second, or `stricter` there.
 * What a policy looks at and which namespaces a binding selects is not compared.
 */
export function policyParity(from: readonly PolicyInForce[], to: readonly PolicyInForce[]) {
  const names = [...new Set([...from, ...to].map(({ name }) => name))].sort();
  const of = (policies: readonly PolicyInForce[], name: string) => policies.find((each) => each.name === name) ?? none(name);
  const gaps = names.map((name): PolicyGap => ({ name, from: of(from, name), to: of(to, name) }));
  const refusesMore = (one: PolicyInForce, other: PolicyInForce) =>
    one.enforcement === "Deny" && (other.enforcement !== "Deny" || (other.isLenient && !one.isLenient));
  return {
    weaker: gaps.filter((gap) => refusesMore(gap.from, gap.to)),
    stricter: gaps.filter((gap) => refusesMore(gap.to, gap.from)),
  };
}
