import { type RegoCase, v0, v1 } from "./rego-case";

const container = (name: string, more: Record<string, unknown> = {}) => ({ name, image: `registry.example/${name}:1.2`, ...more });
const pod = (...containers: unknown[]) => ({ review: { object: { metadata: { name: "p", labels: { app: "x" } }, spec: { containers } } } });
const ingress = (name: string, namespace: string, host: string) => ({
  metadata: { name, namespace },
  spec: { rules: [{ host }] },
});

const inventory = {
  inventory: {
    namespace: {
      shop: { "networking.k8s.io/v1": { Ingress: { a: ingress("a", "shop", "x.example") } }, v1: { Pod: {} } },
      blog: { "networking.k8s.io/v1": { Ingress: { b: ingress("b", "blog", "y.example") } } },
    },
    cluster: { v1: { Namespace: { shop: { metadata: { name: "shop", labels: { owner: "ana" } } } } } },
  },
};

/** Policies as they are written for clusters. */
export const kubernetesCases: readonly RegoCase[] = [
  v0(
    "privileged containers",
    'out[{"msg": msg, "details": {}}] { c := all_of[_]; c.securityContext.privileged; msg := sprintf("%v is privileged: %v", [c.name, c.securityContext]) }\nall_of[c] { c := input.review.object.spec.containers[_] }\nall_of[c] { c := input.review.object.spec.initContainers[_] }',
    pod(container("a", { securityContext: { privileged: true } }), container("b")),
    { review: { object: { spec: { initContainers: [container("i", { securityContext: { privileged: true, runAsUser: 0 } })] } } } },
  ),
  v0(
    "images by their registry",
    'out[msg] { c := input.review.object.spec.containers[_]; ok := [good | repo = input.parameters.repos[_]; good = startswith(c.image, repo)]; not any(ok); msg := sprintf("<%v> has an image of <%v>, allowed are %v", [c.name, c.image, input.parameters.repos]) }',
    { ...pod(container("a"), container("b", { image: "docker.io/b" })), parameters: { repos: ["registry.example/"] } },
    { ...pod(container("a")), parameters: {} },
  ),
  v0(
    "latest and no tag",
    'out[c.name] { c := input.review.object.spec.containers[_]; endswith(c.image, ":latest") }\nout[c.name] { c := input.review.object.spec.containers[_]; not contains(c.image, ":") }',
    pod(container("a"), container("b", { image: "b:latest" }), container("c", { image: "c" })),
  ),
  v0(
    "limits in every way to write them",
    'mem(v) = n { is_number(v); n := v }\nmem(v) = n { not is_number(v); n := units.parse_bytes(v) }\nout[msg] { c := input.review.object.spec.containers[_]; n := mem(c.resources.limits.memory); n > units.parse_bytes("1Gi"); msg := sprintf("%v wants %v", [c.name, n]) }\nout[msg] { c := input.review.object.spec.containers[_]; not c.resources.limits.memory; msg := sprintf("%v has no limit", [c.name]) }',
    pod(
      container("a", { resources: { limits: { memory: "2Gi" } } }),
      container("b", { resources: { limits: { memory: 123 } } }),
      container("c"),
    ),
  ),
  v0(
    "labels that are missing",
    'out[{"msg": msg, "details": {"missing_labels": missing}}] { given := {l | input.review.object.metadata.labels[l]}; wanted := {l | l := input.parameters.labels[_].key}; missing := wanted - given; count(missing) > 0; msg := sprintf("you must provide labels: %v", [missing]) }',
    { ...pod(), parameters: { labels: [{ key: "owner" }, { key: "app" }, { key: "cost" }] } },
    { ...pod(), parameters: { labels: [{ key: "app" }] } },
  ),
  v0(
    "seccomp by annotation or field",
    'default out = "none"\nout = p { p := input.review.object.spec.securityContext.seccompProfile.type } else = a { a := input.review.object.metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"] }',
    pod(),
    { review: { object: { spec: { securityContext: { seccompProfile: { type: "RuntimeDefault" } } } } } },
    { review: { object: { metadata: { annotations: { "seccomp.security.alpha.kubernetes.io/pod": "runtime/default" } } } } },
  ),
  {
    name: "v0 hosts that are taken, by the inventory",
    version: "v0",
    modules: [
      'package t\nout[msg] { host := input.review.object.spec.rules[_].host; other := data.inventory.namespace[ns]["networking.k8s.io/v1"].Ingress[name]; other.spec.rules[_].host == host; not same(other, input.review.object); msg := sprintf("%v is taken by %v/%v", [host, ns, name]) }\nsame(a, b) { a.metadata.name == b.metadata.name; a.metadata.namespace == b.metadata.namespace }',
    ],
    query: "data.t.out",
    inputs: [
      { review: { object: ingress("a", "shop", "x.example") } },
      { review: { object: ingress("new", "shop", "x.example") } },
      { review: { object: ingress("new", "blog", "z.example") } },
    ],
    data: inventory,
  },
  {
    name: "v0 the namespace's own labels, by the inventory",
    version: "v0",
    modules: ['package t\nout = owner { owner := data.inventory.cluster.v1.Namespace[input.ns].metadata.labels.owner } else = "nobody"'],
    query: "data.t.out",
    inputs: [{ ns: "shop" }, { ns: "blog" }],
    data: inventory,
  },
  {
    name: "v0 libraries that import each other",
    version: "v0",
    modules: [
      'package t\nimport data.lib.containers\nout[n] { n := containers.named[_]; startswith(n, "a") }',
      "package lib.containers\nimport data.lib.objects\nnamed[n] { n := objects.spec(input.review.object).containers[_].name }",
      "package lib.objects\nspec(o) = s { s := o.spec.template.spec }\nspec(o) = s { not o.spec.template; s := o.spec }",
    ],
    query: "data.t.out",
    inputs: [
      pod(container("a"), container("b")),
      { review: { object: { spec: { template: { spec: { containers: [container("ab")] } } } } } },
    ],
  },
  {
    name: "v1 libraries, and a package with a name in quotes",
    version: "v1",
    modules: [
      'package t\nimport data.lib["odd-name"] as odd\nout contains odd.double(x) if some x in input.xs',
      'package lib["odd-name"]\ndouble(x) := x * 2',
    ],
    query: "data.t.out",
    inputs: [{ xs: [1, 2, 1] }],
  },
  v1(
    "capabilities that were not dropped",
    'out contains msg if { some c in input.review.object.spec.containers; dropped := {d | some d in object.get(c, ["securityContext", "capabilities", "drop"], [])}; missing := {"ALL"} - dropped; count(missing) > 0; msg := $"{c.name} keeps {missing}" }',
    pod(container("a"), container("b", { securityContext: { capabilities: { drop: ["ALL"] } } })),
  ),
  v1(
    "what a service account may not be used for",
    'default out := false\nout if { input.review.operation in {"CREATE", "UPDATE"}; not startswith(input.review.userInfo.username, "system:serviceaccount:kube-system:"); input.review.object.spec.serviceAccountName == "root" }',
    { review: { operation: "CREATE", userInfo: { username: "ana" }, object: { spec: { serviceAccountName: "root" } } } },
    { review: { operation: "DELETE", userInfo: { username: "ana" }, object: { spec: { serviceAccountName: "root" } } } },
    { review: { operation: "CREATE", userInfo: {}, object: { spec: { serviceAccountName: "root" } } } },
  ),
  v1(
    "volumes by their kind",
    'out contains kind if { some volume in input.review.object.spec.volumes; some kind, _ in volume; kind != "name"; not kind in input.parameters.volumes }',
    {
      review: {
        object: {
          spec: {
            volumes: [
              { name: "a", hostPath: {} },
              { name: "b", secret: {} },
            ],
          },
        },
      },
      parameters: { volumes: ["secret"] },
    },
  ),
  v1(
    "a tree of owners",
    "owners[uid] contains o.uid if { some object in input.objects; uid := object.metadata.uid; some o in object.metadata.ownerReferences }\nout := graph.reachable(owners, {input.start})",
    {
      start: "pod",
      objects: [
        { metadata: { uid: "pod", ownerReferences: [{ uid: "rs" }] } },
        { metadata: { uid: "rs", ownerReferences: [{ uid: "deploy" }] } },
        { metadata: { uid: "deploy", ownerReferences: [] } },
      ],
    },
  ),
];
