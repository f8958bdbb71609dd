import type { ComponentSign, FoundComponent } from "@holdfast/contracts/component";
import { Health } from "@holdfast/contracts/health";
import { matchesPattern } from "../search/matches-pattern";
import type { ComponentEntry } from "./component-entry";
import { imageIndex } from "./image-index";
import { newestFirst } from "./tag-version";

/** A workload with its images, or a pod that no workload made. */
export interface WorkloadSign {
  readonly resource: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly uid: string;
  readonly images: readonly string[];
  readonly health: Health;
  readonly ready: number | null;
  readonly desired: number | null;
}

/** Nodes that say the same of themselves. */
export interface NodeSign {
  readonly kubeletVersion: string | null;
  readonly containerRuntime: string | null;
  readonly devices: readonly string[];
  readonly count: number;
}

/** A RuntimeClass or a StorageClass: `value` is its handler or its provisioner. */
export interface ClassSign {
  readonly resource: string;
  readonly name: string;
  readonly value: string;
}

const MOST_SIGNS = 20;
const MOST_VERSIONS = 16;
const healthOrder = Health.options;

class Found {
  readonly signs: ComponentSign[] = [];
  signCount = 0;
  health: Health | null = null;
  ready: number | null = null;
  desired: number | null = null;
  private versionRank = Number.POSITIVE_INFINITY;
  private versions = new Set<string>();

  constructor(readonly component: string) {}

  sign(sign: ComponentSign) {
    this.signCount++;
    if (this.signs.length < MOST_SIGNS) this.signs.push(sign);
  }

  /** Only the most trusted rule that tells a version is listened to. */
  version(version: string | null, rank: number) {
    if (version === null || rank > this.versionRank) return;
    if (rank < this.versionRank) this.versions = new Set();
    this.versionRank = rank;
    this.versions.add(version);
  }

  workload({ health, ready, desired }: WorkloadSign) {
    if (this.health === null || healthOrder.indexOf(health) > healthOrder.indexOf(this.health)) this.health = health;
    if (ready !== null) this.ready = (this.ready ?? 0) + ready;
    if (desired !== null) this.desired = (this.desired ?? 0) + desired;
  }

  result(): FoundComponent {
    const { component, health, ready, desired, signs, signCount } = this;
    return { component, versions: newestFirst(this.versions).slice(0, MOST_VERSIONS), health, ready, desired, signs, signCount };
  }
}

const isNamed = (patterns: readonly string[] | undefined, name: string) =>
  (patterns ?? []).some((pattern) => matchesPattern(pattern.split("*"), name));

const runtimeOf = (text: string | null) => /^([^:]+):\/\/(.+)$/.exec(text ?? "");

/** Looks for the systems of a catalogue in what a cluster holds. Told piece by piece, so that no whole inventory need be in memory. */
export class ComponentSearch {
  private readonly found = new Map<string, Found>();
  private readonly ofImage: ReturnType<typeof imageIndex>;

  constructor(private readonly catalogue: readonly ComponentEntry[]) {
    this.ofImage = imageIndex(catalogue);
  }

  private at(component: string): Found {
    const found = this.found.get(component) ?? new Found(component);
    this.found.set(component, found);
    return found;
  }

  workload(workload: WorkloadSign): void {
    const counted = new Set<string>();
    for (const image of workload.images)
      for (const match of this.ofImage(image)) {
        const found = this.at(match.component);
        found.version(match.version, match.rank);
        if (counted.has(match.component)) continue;
        counted.add(match.component);
        found.workload(workload);
        const { resource, kind, namespace, name, uid, health } = workload;
        found.sign({ kind: "workload", resource, objectKind: kind, namespace, name, uid, image, health });
      }
  }

  /** A CustomResourceDefinition, or a resource that the API server serves without one. */
  definition(name: string): void {
    for (const { id, detect } of this.catalogue) if (isNamed(detect.definitions, name)) this.at(id).sign({ kind: "definition", name });
  }

  nodes({ kubeletVersion, containerRuntime, devices, count }: NodeSign): void {
    const [value, runtime, runtimeVersion = null] = runtimeOf(containerRuntime) ?? [];
    for (const { id, detect } of this.catalogue) {
      const found = () => this.at(id);
      if (runtime !== undefined && detect.runtimes?.includes(runtime)) {
        found().version(runtimeVersion, 0);
        found().sign({ kind: "nodes", value: value ?? runtime, count });
      }
      if (kubeletVersion && detect.kubelets?.some((part) => kubeletVersion.includes(part))) {
        found().version(kubeletVersion.replace(/^v/, ""), 0);
        found().sign({ kind: "nodes", value: kubeletVersion, count });
      }
      for (const device of devices) if (detect.devices?.includes(device)) found().sign({ kind: "nodes", value: device, count });
    }
  }

  runtimeClass(sign: ClassSign): void {
    for (const { id, detect } of this.catalogue) if (detect.handlers?.includes(sign.value)) this.at(id).sign({ kind: "class", ...sign });
  }

  storageClass(sign: ClassSign): void {
    for (const { id, detect } of this.catalogue) if (isNamed(detect.provisioners, sign.value)) this.at(id).sign({ kind: "class", ...sign });
  }

  /** What was found, in the order of the catalogue. */
  results(): FoundComponent[] {
    return this.catalogue.flatMap(({ id }) => this.found.get(id)?.result() ?? []);
  }
}
