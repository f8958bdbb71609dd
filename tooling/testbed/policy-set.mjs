/**
 * The set of one program that policies are compared with. A recipe of its own: a change of sets.mjs would compile Kubernetes anew.
 * All of this file goes into the stamp of the set.
 */
export const policySet = {
  recipe: "policy-set.mjs",
  gigabytes: 2,
  sources: ["policy/go.mod", "policy/go.sum"],
  programs: [{ name: "opa", module: "policy", from: "github.com/open-policy-agent/opa" }],
};
