import type { Json } from "@holdfast/contracts/json";
import { cpuMillis, each, facts, sizeBytes, text } from "../facts";

interface Quantities {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}
/** What is read of a container of a pod or a template. Environment values, commands and arguments are not among it. */
export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly resources?: Quantities;
  readonly ports?: readonly { readonly name?: string; readonly containerPort?: number; readonly protocol?: string }[];
  readonly env?: readonly {
    readonly valueFrom?: { readonly secretKeyRef?: { readonly name?: string }; readonly configMapKeyRef?: { readonly name?: string } };
  }[];
  readonly envFrom?: readonly { readonly secretRef?: { readonly name?: string }; readonly configMapRef?: { readonly name?: string } }[];
}

/** CPU in thousandths and memory in bytes, of what is said. */
export const amounts = (map: Readonly<Record<string, string>> | undefined) =>
  facts({ cpuMillis: cpuMillis(map?.cpu), memoryBytes: sizeBytes(map?.memory) });

/** What a container asks for and may use. */
export const resourceFacts = (resources: Quantities | undefined) =>
  facts({ requests: amounts(resources?.requests), limits: amounts(resources?.limits) });

/** The containers of a template: name, image, resources and ports. */
export const templateContainers = (containers: readonly Container[] | undefined): Json[] =>
  each(containers, ({ name, image, resources, ports }) =>
    facts({
      name: text(name, 63),
      image: text(image),
      ...resourceFacts(resources),
      ports: each(ports, (port) => facts({ name: text(port.name, 63), port: port.containerPort, protocol: text(port.protocol, 8) })),
    }),
  );

/** The images of containers, as the template spells them, each once. */
export const imagesOf = (...lists: (readonly Container[] | undefined)[]): string[] =>
  [...new Set(lists.flatMap((list) => (list ?? []).flatMap((container) => text(container.image) ?? [])))].slice(0, 64);

/** What all containers together ask for: CPU in thousandths, memory in bytes. */
export function totalRequests(containers: readonly Container[] | undefined): { cpuMillis: number; memoryBytes: number } {
  const total = { cpuMillis: 0, memoryBytes: 0 };
  for (const { resources } of containers ?? []) {
    total.cpuMillis += cpuMillis(resources?.requests?.cpu) ?? 0;
    total.memoryBytes += sizeBytes(resources?.requests?.memory) ?? 0;
  }
  return total;
}
