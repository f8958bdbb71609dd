import type { KubeObject } from "../../kube/cluster-store";
import { quantity } from "../../kube/quantity";
import { keyOf } from "../../kube/store/object-identity";
import type { ClusterWorld } from "../cluster-world";

const CLAIMS = "persistentvolumeclaims";
const VOLUMES = "persistentvolumes";
const CLASSES = "storageclasses.storage.k8s.io";
const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
const PROVISION_SECONDS = [0.5, 2] as const;

interface Claim extends KubeObject {
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly volumeMode?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
  };
  readonly status: { readonly phase: string };
}

interface Volume extends KubeObject {
  readonly spec: {
    readonly capacity: { readonly storage: string };
    readonly accessModes: readonly string[];
    readonly storageClassName?: string;
    readonly persistentVolumeReclaimPolicy?: string;
    readonly claimRef?: { readonly namespace: string; readonly name: string; readonly uid?: string };
  };
  readonly status?: { readonly phase?: string };
}

interface StorageClass extends KubeObject {
  readonly provisioner: string;
  readonly reclaimPolicy: string;
}

class VolumeBinder {
  private readonly provisioning = new Set<string>();

  constructor(private readonly world: ClusterWorld) {}

  reconcile(claim: Claim): void {
    if (claim.status.phase === "Bound" || claim.metadata.deletionTimestamp) return;
    const volumes = this.world.api.store.list(VOLUMES) as readonly Volume[];
    const free = volumes
      .filter((volume) => this.suits(volume, claim))
      .toSorted((a, b) => quantity(a.spec.capacity.storage) - quantity(b.spec.capacity.storage));
    const [match] = free;
    if (match) this.bind(claim, match);
    else this.provision(claim);
  }

  /** A volume whose claim is gone is released, or deleted when its class says so. */
  release(volume: Volume): void {
    const { claimRef, persistentVolumeReclaimPolicy } = volume.spec;
    const { store } = this.world.api;
    if (
      !claimRef?.uid ||
      volume.status?.phase !== "Bound" ||
      store.get(CLAIMS, claimRef.namespace, claimRef.name)?.metadata.uid === claimRef.uid
    )
      return;
    if (persistentVolumeReclaimPolicy === "Delete") store.delete(VOLUMES, null, volume.metadata.name);
    else store.update(VOLUMES, null, volume.metadata.name, (current) => ({ ...current, status: { phase: "Released" } }));
  }

  private suits({ spec, status, metadata }: Volume, claim: Claim): boolean {
    const { namespace, name, uid } = claim.metadata;
    if (claim.spec.volumeName) return metadata.name === claim.spec.volumeName;
    if (spec.claimRef)
      return spec.claimRef.namespace === namespace && spec.claimRef.name === name && (!spec.claimRef.uid || spec.claimRef.uid === uid);
    const isFree = status?.phase !== "Bound" && status?.phase !== "Released";
    const isLarge = quantity(spec.capacity.storage) >= quantity(claim.spec.resources.requests.storage);
    const isSameClass = (spec.storageClassName ?? "") === (claim.spec.storageClassName ?? "");
    return isFree && isLarge && isSameClass && claim.spec.accessModes.every((mode) => spec.accessModes.includes(mode));
  }

  private bind(claim: Claim, volume: Volume): void {
    const { store } = this.world.api;
    const { namespace = "", name, uid } = claim.metadata;
    store.update(VOLUMES, null, volume.metadata.name, (current) => ({
      ...current,
      spec: { ...(current as Volume).spec, claimRef: { kind: CLAIM_KIND, apiVersion: "v1", namespace, name, uid } },
      status: { phase: "Bound" },
    }));
    store.update(CLAIMS, namespace, name, (current) => ({
      ...current,
      spec: { ...(current as Claim).spec, volumeName: volume.metadata.name },
      status: { phase: "Bound", accessModes: volume.spec.accessModes, capacity: volume.spec.capacity },
    }));
  }

  private classOf(claim: Claim): StorageClass | undefined {
    const { store } = this.world.api;
    const { storageClassName } = claim.spec;
    if (storageClassName !== undefined) return store.get(CLASSES, null, storageClassName) as StorageClass | undefined;
    return store.list(CLASSES).find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true") as StorageClass | undefined;
  }

  private provision(claim: Claim): void {
    const storageClass = this.classOf(claim);
    const { uid } = claim.metadata;
    if (!storageClass || storageClass.provisioner === "kubernetes.io/no-provisioner" || this.provisioning.has(uid)) return;
    this.provisioning.add(uid);
    this.world.runtime.after(this.world.between(...PROVISION_SECONDS), () => {
      this.provisioning.delete(uid);
      const { store } = this.world.api;
      const current = store.get(CLAIMS, claim.metadata.namespace ?? null, claim.metadata.name) as Claim | undefined;
      if (current?.metadata.uid !== uid) return;
      const volume = store.create(VOLUMES, {
        ...{ apiVersion: "v1", kind: "PersistentVolume" },
        // Where the data lies follows its claim.
        metadata: { name: `pvc-${uid}`, ...(claim.metadata.annotations ? { annotations: claim.metadata.annotations } : {}) },
        spec: {
          ...{ capacity: { storage: claim.spec.resources.requests.storage }, accessModes: claim.spec.accessModes },
          ...{
            storageClassName: storageClass.metadata.name,
            persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
            volumeMode: "Filesystem",
          },
          csi: { driver: storageClass.provisioner, volumeHandle: uid },
        },
        status: { phase: "Available" },
      });
      if (volume) this.bind(current, volume as Volume);
    });
  }
}

const CLAIM_KIND = "PersistentVolumeClaim";

/** Binds claims to volumes that suit them, and has their class make one where none does. */
export function runVolumeBinder(world: ClusterWorld): void {
  const { runtime, api } = world;
  const binder = new VolumeBinder(world);
  const enqueue = runtime.controller<Claim>(CLAIMS, (claim) => binder.reconcile(claim));
  const released = runtime.controller<Volume>(VOLUMES, (volume) => binder.release(volume));
  const retry = () => {
    for (const claim of api.store.list(CLAIMS) as readonly Claim[]) if (claim.status.phase !== "Bound") enqueue(keyOf(claim));
  };
  runtime.watch(VOLUMES, ({ type }) => type === "ADDED" && retry());
  runtime.watch(CLASSES, ({ type }) => type === "ADDED" && retry());
  runtime.watch(CLAIMS, ({ type, object }) => {
    const { volumeName } = (object as Claim).spec;
    if (type === "DELETED" && volumeName) released(volumeName);
  });
}
