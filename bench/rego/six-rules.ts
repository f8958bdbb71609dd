/** A policy of six rules, as a library for pods has them. */
export const SIX_RULES = `package pods
containers[c] { c := input.review.object.spec.containers[_] }
violation[{"msg": msg}] { containers[c]; c.securityContext.privileged; msg := sprintf("%v is privileged", [c.name]) }
violation[{"msg": msg}] { containers[c]; not c.securityContext.runAsNonRoot; msg := sprintf("%v may run as root", [c.name]) }
violation[{"msg": msg}] { containers[c]; endswith(c.image, ":latest"); msg := sprintf("%v has the tag latest", [c.name]) }
violation[{"msg": msg}] { containers[c]; not c.resources.limits.memory; msg := sprintf("%v has no limit of memory", [c.name]) }
violation[{"msg": msg}] { containers[c]; not allowed(c.image); msg := sprintf("%v comes from another registry", [c.name]) }
violation[{"msg": "the node's network is used"}] { input.review.object.spec.hostNetwork }
allowed(image) { startswith(image, input.parameters.registries[_]) }
`;
