import type { Container, ContainerPort, PodSpec, PodTemplate, Probe } from "../types/pod";
import { adjust, fill, mapSame } from "./fill";

const PROBE_DEFAULTS = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

const probeDefaults = (probe: Probe): Probe =>
  adjust(fill(probe, PROBE_DEFAULTS), "httpGet", (httpGet) => fill(httpGet, { scheme: "HTTP" }));

/** An image is pulled always when its tag moves: `latest`, or none. */
const pullPolicyOf = (image = ""): string => {
  const [withoutDigest = ""] = image.split("@");
  const tag = withoutDigest.slice(withoutDigest.lastIndexOf("/") + 1).split(":")[1];
  return !image.includes("@") && (tag === undefined || tag === "latest") ? "Always" : "IfNotPresent";
};

/** Limits are requests, where no requests are given. */
const resourceDefaults = (resources: NonNullable<Container["resources"]>): NonNullable<Container["resources"]> => {
  const { limits, requests } = resources;
  if (!limits) return resources;
  const filled = fill(requests ?? {}, limits);
  return filled === requests ? resources : { ...resources, requests: filled };
};

const containerDefaults = (container: Container): Container => {
  const filled = fill(container, {
    resources: {},
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: pullPolicyOf(container.image),
  });
  const withPorts = adjust(filled, "ports", (ports) => mapSame<ContainerPort>(ports, (port) => fill(port, { protocol: "TCP" })));
  const withResources = adjust(withPorts, "resources", resourceDefaults);
  return (["livenessProbe", "readinessProbe", "startupProbe"] as const).reduce<Container>(
    (done, name) => adjust(done, name, probeDefaults),
    withResources,
  );
};

const POD_DEFAULTS = {
  restartPolicy: "Always",
  terminationGracePeriodSeconds: 30,
  dnsPolicy: "ClusterFirst",
  securityContext: {},
  schedulerName: "default-scheduler",
};

/** A pod spec as the API completes it, in pods and in templates alike. */
export function podSpecDefaults(spec: PodSpec): PodSpec {
  const filled = fill(spec, POD_DEFAULTS);
  const withContainers = adjust(filled, "containers", (containers) => mapSame(containers, containerDefaults));
  return adjust(withContainers, "initContainers", (containers) => mapSame(containers, containerDefaults));
}

/** A pod template with its spec completed. */
export const templateDefaults = (template: PodTemplate): PodTemplate => adjust(template, "spec", podSpecDefaults);

const NOT_READY_SECONDS = 300;
const tolerates = (key: string) => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: NOT_READY_SECONDS });
const TOLERATIONS = [tolerates("node.kubernetes.io/not-ready"), tolerates("node.kubernetes.io/unreachable")];

/** What admission adds to pods alone: a service account, a priority, and patience with nodes that are away. */
export function podAdmissionDefaults(spec: PodSpec): PodSpec {
  const given = spec.tolerations ?? [];
  const isCovered = (key: string) => given.some((toleration) => (toleration.key ?? key) === key && toleration.operator === "Exists");
  const missing = TOLERATIONS.filter(({ key }) => !isCovered(key));
  const tolerations = missing.length === 0 ? given : [...given, ...missing];
  const filled = fill(spec, {
    serviceAccountName: "default",
    enableServiceLinks: true,
    priority: 0,
    preemptionPolicy: "PreemptLowerPriority",
  });
  const withAccount = fill(filled, { serviceAccount: filled.serviceAccountName });
  return tolerations === spec.tolerations ? withAccount : { ...withAccount, tolerations };
}

const hasAll = (list: Readonly<Record<string, string>> | undefined) => list?.cpu !== undefined && list.memory !== undefined;

/** How a pod is treated when its node runs short. */
export function qosClassOf({ containers }: PodSpec): "Guaranteed" | "Burstable" | "BestEffort" {
  const resources = containers.map((container) => container.resources ?? {});
  if (resources.every(({ requests = {}, limits = {} }) => Object.keys({ ...requests, ...limits }).length === 0)) return "BestEffort";
  const isGuaranteed = resources.every(
    ({ requests, limits }) => hasAll(limits) && requests?.cpu === limits?.cpu && requests?.memory === limits?.memory,
  );
  return isGuaranteed ? "Guaranteed" : "Burstable";
}
