import { type FieldCause, fieldCause } from "../field-cause";
import { equalJson } from "../store/equal-json";
import { adjust, fill, mapSame } from "./fill";
import type { Candidate, CreationContext, KindRules } from "./kind-rules";
import { dns1035Rule } from "./name-rules";

/** A port of a service. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly nodePort?: number;
}

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly ports?: readonly ServicePort[];
  readonly selector?: Readonly<Record<string, string>>;
  readonly externalName?: string;
  readonly [key: string]: unknown;
}

const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const specOf = (object: Candidate) => (object.spec ?? {}) as ServiceSpec;

const freeAddress = ({ random, isAddressTaken }: CreationContext): string => {
  const candidate = () => `10.96.${Math.floor(random() * 256)}.${1 + Math.floor(random() * 254)}`;
  let address = candidate();
  while (isAddressTaken(address)) address = candidate();
  return address;
};

const portFaults = (ports: readonly ServicePort[]): FieldCause[] =>
  ports.flatMap(({ name, port }, i) => {
    const at = `spec.ports[${i}]`;
    return [
      ...(ports.length > 1 && !name ? [fieldCause.required(`${at}.name`)] : []),
      ...(port >= 1 && port <= 65_535 ? [] : [fieldCause.invalid(`${at}.port`, port ?? 0, "must be between 1 and 65535, inclusive")]),
    ];
  });

/** Services. The cluster IP is given at creation and stays. */
export const serviceRules: KindRules = {
  nameRule: dns1035Rule,
  defaults(object) {
    const spec = fill(specOf(object), { type: "ClusterIP", sessionAffinity: "None" });
    const isRouted = spec.type !== "ExternalName";
    const routed = isRouted ? fill(spec, { internalTrafficPolicy: "Cluster", ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" }) : spec;
    const withPorts = adjust(routed, "ports", (ports) =>
      mapSame<ServicePort>(ports, (port) => fill(port, { protocol: "TCP", targetPort: port.port })),
    );
    return { ...object, spec: withPorts };
  },
  onCreate(object, context) {
    const spec = specOf(object);
    if (spec.type === "ExternalName") return object;
    const clusterIP = spec.clusterIP || freeAddress(context);
    return { ...object, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } };
  },
  initialStatus: () => ({ loadBalancer: {} }),
  faults(object) {
    const { type = "", ports = [], clusterIP, externalName } = specOf(object);
    if (!TYPES.includes(type)) return [fieldCause.notSupported("spec.type", type, TYPES)];
    if (type === "ExternalName") return externalName ? [] : [fieldCause.required("spec.externalName")];
    return [...(ports.length === 0 && clusterIP !== "None" ? [fieldCause.required("spec.ports")] : []), ...portFaults(ports)];
  },
  changeFaults(object, old) {
    const [after, before] = [specOf(object), specOf(old)];
    const isKept = after.type === "ExternalName" || before.type === "ExternalName" || equalJson(after.clusterIP, before.clusterIP);
    return isKept ? [] : [fieldCause.invalid("spec.clusterIPs[0]", [after.clusterIP], "may not change once set")];
  },
};
