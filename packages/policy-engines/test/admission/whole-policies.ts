import type { BindingSpec, PolicySpec } from "../../src/admission/policy-spec";

/** Configuration that a policy looks at: the data of a ConfigMap, and labels besides those that every one has. */
export interface Sample {
  readonly data: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A whole policy and what it is asked about. The first of the samples is one that it denies or warns about. */
export interface WholePolicy {
  readonly name: string;
  readonly spec: PolicySpec;
  readonly binding?: BindingSpec;
  /** The data of the ConfigMap that the binding names as its parameter. */
  readonly params?: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

/** Policies of many shapes, each held to the answers of a real API server. */
export const wholePolicies: readonly WholePolicy[] = [
  {
    name: "plain-message",
    spec: { validations: [{ expression: "object.data.mode in ['on', 'off']", message: "  mode is on or off  " }] },
    samples: [{ data: { mode: "maybe" } }, { data: { mode: "on" } }, { data: {} }],
  },
  {
    name: "no-message",
    spec: { validations: [{ expression: " object.data.size() < 2 && !('x' in object.data) " }] },
    samples: [{ data: { a: "1", b: "2" } }, { data: { a: "1" } }, { data: { x: "1" } }],
  },
  {
    name: "message-expression",
    spec: {
      variables: [{ name: "images", expression: "object.data.images.split(',').map(i, i.trim())" }],
      validations: [
        {
          expression: "variables.images.all(i, i.startsWith('registry.example.com/'))",
          messageExpression: "'not ours: ' + variables.images.filter(i, !i.startsWith('registry.example.com/')).join(', ')",
          message: "an image is not ours",
          reason: "Forbidden",
        },
      ],
    },
    samples: [
      { data: { images: "registry.example.com/a, evil.example/b,c" } },
      { data: { images: "registry.example.com/a" } },
      { data: { other: "registry.example.com/a" } },
    ],
  },
  {
    name: "message-that-fails",
    spec: {
      validations: [
        { expression: "object.data.kind != 'broken'", messageExpression: "string(object.data.nope)", message: "kept" },
        { expression: "object.data.kind != 'lines'", messageExpression: "'one\\ntwo'", message: "one line" },
        { expression: "object.data.kind != 'blank'", messageExpression: "'  '" },
      ],
    },
    samples: [{ data: { kind: "broken" } }, { data: { kind: "lines" } }, { data: { kind: "blank" } }, { data: { kind: "fine" } }],
  },
  {
    name: "conditions",
    spec: {
      matchConditions: [
        { name: "has-tier", expression: "'tier' in object.data" },
        { name: "not-exempt", expression: "!has(object.metadata.labels.exempt)" },
      ],
      validations: [
        { expression: "object.data.tier.matches('^(gold|silver)$')", message: "no such tier", reason: "RequestEntityTooLarge" },
      ],
    },
    samples: [{ data: { tier: "tin" } }, { data: { tier: "gold" } }, { data: {} }, { data: { tier: "tin" }, labels: { exempt: "yes" } }],
  },
  {
    name: "condition-that-fails",
    spec: {
      matchConditions: [{ name: "strange", expression: "object.data.number.split('-')[1] == '1'" }],
      validations: [{ expression: "false", message: "one" }],
    },
    samples: [{ data: { number: "7" } }, { data: { number: "7-1" } }, { data: { number: "7-2" } }, { data: {} }],
  },
  {
    name: "ignored-failures",
    spec: {
      failurePolicy: "Ignore",
      validations: [{ expression: "int(object.data.count) < 5" }, { expression: "object.data.owner != ''", message: "owner is empty" }],
    },
    samples: [
      { data: { count: "9", owner: "a" } },
      { data: { count: "many", owner: "a" } },
      { data: { count: "many", owner: "" } },
      { data: { count: "1", owner: "" } },
    ],
  },
  {
    name: "quantities",
    spec: {
      variables: [
        { name: "memory", expression: "object.data.memory" },
        { name: "isAmount", expression: "isQuantity(variables.memory)" },
      ],
      validations: [
        { expression: "variables.isAmount", messageExpression: "'%s is no amount'.format([variables.memory])" },
        { expression: "!variables.isAmount || quantity(variables.memory).compareTo(quantity('1.5Gi')) <= 0", message: "too much" },
      ],
    },
    samples: [
      { data: { memory: "2G" } },
      { data: { memory: "1536Mi" } },
      { data: { memory: "1537Mi" } },
      { data: { memory: "much" } },
      { data: {} },
    ],
  },
  {
    name: "addresses",
    spec: {
      validations: [
        {
          expression: "object.data.hosts.split(' ').all(h, isIP(h) && cidr('10.0.0.0/8').containsIP(ip(h)))",
          messageExpression:
            "'outside: ' + object.data.hosts.split(' ').filter(h, !isIP(h) || !cidr('10.0.0.0/8').containsIP(h)).join(' ')",
        },
        {
          expression: "!('home' in object.data) || url(object.data.home).getHostname().endsWith('.example.com')",
          message: "a foreign home",
        },
      ],
    },
    samples: [
      { data: { hosts: "10.1.1.1 11.1.1.1 x" } },
      { data: { hosts: "10.1.1.1", home: "https://a.example.com/x" } },
      { data: { hosts: "10.1.1.1", home: "https://a.example.org/x" } },
      { data: { hosts: "10.1.1.1", home: "nowhere" } },
    ],
  },
  {
    name: "parameters",
    spec: {
      paramKind: { apiVersion: "v1", kind: "ConfigMap" },
      validations: [
        {
          expression: "int(object.data.replicas) <= int(params.data.most)",
          messageExpression: "'%d of at most %s'.format([int(object.data.replicas), params.data.most])",
        },
      ],
    },
    params: { most: "3" },
    samples: [{ data: { replicas: "4" } }, { data: { replicas: "3" } }, { data: { replicas: "x" } }],
  },
  {
    name: "request-and-namespace",
    spec: {
      validations: [
        { expression: "request.operation == 'CREATE' && request.resource.resource == 'configmaps' && request.kind.kind == 'ConfigMap'" },
        { expression: "request.name.startsWith('t') || request.dryRun", message: "a real write" },
        {
          expression: "namespaceObject.metadata.labels['purpose'] == object.data.purpose",
          messageExpression: "'this namespace is for ' + namespaceObject.metadata.labels['purpose']",
        },
      ],
    },
    samples: [{ data: { purpose: "other" } }, { data: { purpose: "policies" } }, { data: {} }],
  },
  {
    name: "optionals",
    spec: {
      validations: [
        { expression: "object.?data[?'team'].orValue('none') != 'none'", message: "no team" },
        { expression: "object.metadata.?annotations.optMap(a, a.size() > 3).orValue(false) == false" },
        { expression: "[?object.data.?first, ?object.data.?second].size() > 0", message: "neither first nor second" },
      ],
    },
    samples: [{ data: { a: "1" } }, { data: { team: "a", first: "1" } }, { data: { team: "a", second: "1" } }, { data: { team: "a" } }],
  },
  {
    name: "warnings",
    spec: { validations: [{ expression: "object.data.a == '1'", message: "a is not 1" }, { expression: "object.data.b == '1'" }] },
    binding: { validationActions: ["Warn", "Audit"] },
    samples: [{ data: { a: "2", b: "2" } }, { data: { a: "1", b: "1" } }, { data: { a: "1" } }],
  },
];

/** Policies that the API server does not take. */
export const refusedPolicies: readonly { readonly name: string; readonly spec: PolicySpec }[] = [
  { name: "unknown-name", spec: { validations: [{ expression: "true" }, { expression: "object.data.a ==\n  nobody" }] } },
  { name: "not-a-bool", spec: { validations: [{ expression: "object.data.a" }] } },
  { name: "wrong-message", spec: { validations: [{ expression: "true", messageExpression: "1 + 1" }] } },
  {
    name: "asks-in-message",
    spec: { validations: [{ expression: "true", messageExpression: "authorizer.path('/a').check('get').reason()" }] },
  },
  {
    name: "later-variable",
    spec: {
      variables: [
        { name: "a", expression: "variables.b" },
        { name: "b", expression: "1" },
      ],
      validations: [{ expression: "variables.a == 1" }],
    },
  },
  { name: "typed-variable", spec: { variables: [{ name: "a", expression: "'x'" }], validations: [{ expression: "variables.a == 1" }] } },
  {
    name: "variable-in-condition",
    spec: {
      variables: [{ name: "a", expression: "1" }],
      matchConditions: [{ name: "c", expression: "variables.a == 1" }],
      validations: [{ expression: "true" }],
    },
  },
  { name: "params-of-none", spec: { validations: [{ expression: "params.data.a == '1'" }] } },
  { name: "mixed-list", spec: { validations: [{ expression: "object.data.a in [1, 'a']" }] } },
  { name: "field-of-request", spec: { validations: [{ expression: "request.userInfo.password == ''" }] } },
];
