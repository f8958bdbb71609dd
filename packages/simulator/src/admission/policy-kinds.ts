const GROUP = "admissionregistration.k8s.io";

/** The GroupResource of ValidatingAdmissionPolicies. */
export const POLICIES = `validatingadmissionpolicies.${GROUP}`;
/** The GroupResource of ValidatingAdmissionPolicyBindings. */
export const BINDINGS = `validatingadmissionpolicybindings.${GROUP}`;
/** What decides about admission is not subject to it. */
export const EXEMPT_GROUP = GROUP;
