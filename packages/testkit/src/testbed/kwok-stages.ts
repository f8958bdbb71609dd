// How kwok plays the kubelets: what a node and a pod become without being run. The templates are Go templates over the
// object, as kwok reads them; their output is YAML.

/** A pod with this annotation is left as it is: it never becomes Ready, and what a test writes to its status stays. */
export const HOLD_ANNOTATION = "testbed.holdfast.dev/hold";

interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

const stage = (name: string, kind: "Node" | "Pod", matchExpressions: readonly Requirement[], next: Record<string, unknown>) => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name },
  spec: { resourceRef: { apiGroup: "v1", kind }, selector: { matchExpressions }, next },
});

const isNotReady: Requirement = {
  key: '.status.conditions.[] | select( .type == "Ready" ) | .status',
  operator: "NotIn",
  values: ["True"],
};
const isLeftAlone: readonly Requirement[] = [
  { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
  { key: `.metadata.annotations["${HOLD_ANNOTATION}"]`, operator: "DoesNotExist" },
];
const phaseIs = (phase: string): Requirement => ({ key: ".status.phase", operator: "In", values: [phase] });

const nodeReady = `
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ Now | Quote }}
  lastTransitionTime: {{ Now | Quote }}
{{ end }}
{{ if not .status.addresses }}
addresses:
- type: InternalIP
  address: {{ NodeIP | Quote }}
- type: Hostname
  address: {{ .metadata.name | Quote }}
{{ end }}
daemonEndpoints:
  kubeletEndpoint:
    Port: {{ NodePort }}
{{ if not .status.capacity }}
capacity: { cpu: "32", memory: 256Gi, pods: "110" }
allocatable: { cpu: "32", memory: 256Gi, pods: "110" }
{{ end }}
phase: Running
`;

const podConditions = `
conditions:
{{ $now := Now }}
{{ range $type := list "Initialized" "ContainersReady" "Ready" }}
- type: {{ $type }}
  status: "True"
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
{{ range .spec.readinessGates }}
- type: {{ .conditionType | Quote }}
  status: "True"
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
`;

const podRunning = `
${podConditions}
{{ $started := Now }}
{{ if .spec.initContainers }}
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  restartCount: 0
  {{ if eq (or .restartPolicy "") "Always" }}
  started: true
  state: { running: { startedAt: {{ $started | Quote }} } }
  {{ else }}
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $started | Quote }}, finishedAt: {{ $started | Quote }} } }
  {{ end }}
{{ end }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  started: true
  restartCount: 0
  state: { running: { startedAt: {{ $started | Quote }} } }
{{ end }}
hostIP: {{ NodeIP | Quote }}
{{ with PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
phase: Running
startTime: {{ $started | Quote }}
`;

const podSucceeded = `
{{ $now := Now }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: false
  started: false
  restartCount: 0
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
phase: Succeeded
`;

/** The stages of nodes and pods. Everything happens at once: a scheduled pod runs, a deleted one is gone, a Job's completes. */
export const kwokStages = [
  stage("node-ready", "Node", [isNotReady], { statusTemplate: nodeReady }),
  stage("pod-ready", "Pod", [...isLeftAlone, phaseIs("Pending"), isNotReady], { statusTemplate: podRunning }),
  // The controller manager takes Ready from the pods of a node that was late; a kubelet would give it back.
  stage("pod-ready-again", "Pod", [...isLeftAlone, phaseIs("Running"), isNotReady], { statusTemplate: podConditions }),
  stage(
    "pod-complete",
    "Pod",
    [...isLeftAlone, phaseIs("Running"), { key: ".metadata.ownerReferences.[].kind", operator: "In", values: ["Job"] }],
    { statusTemplate: podSucceeded },
  ),
  stage("pod-delete", "Pod", [{ key: ".metadata.deletionTimestamp", operator: "Exists" }], { delete: true }),
];
