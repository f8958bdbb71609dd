import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { facts, sizeBytes, text, texts, yes } from "../facts";
import type { Projection } from "./projection";

interface PersistentVolumeClaim extends KubeObject {
  readonly spec?: {
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly volumeMode?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests?: { readonly storage?: string } };
  };
  readonly status?: { readonly capacity?: { readonly storage?: string } };
}
interface PersistentVolume extends KubeObject {
  readonly spec?: {
    readonly storageClassName?: string;
    readonly capacity?: { readonly storage?: string };
    readonly accessModes?: readonly string[];
    readonly persistentVolumeReclaimPolicy?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string };
    readonly csi?: { readonly driver?: string };
  };
}
interface StorageClass extends KubeObject {
  readonly provisioner?: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowVolumeExpansion?: boolean;
}

const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

/** A claim: its class, what it asked for and what it got. */
export const projectPersistentVolumeClaim = ({ spec, status }: PersistentVolumeClaim): Projection => ({
  facts: facts({
    storageClass: text(spec?.storageClassName, 253),
    requestBytes: sizeBytes(spec?.resources?.requests?.storage),
    capacityBytes: sizeBytes(status?.capacity?.storage),
    accessModes: texts(spec?.accessModes, 32),
    volumeMode: text(spec?.volumeMode, 32),
    volume: text(spec?.volumeName, 253),
  }),
});

/** A volume: its size, its class and who holds it. */
export const projectPersistentVolume = ({ spec }: PersistentVolume): Projection => ({
  facts: facts({
    storageClass: text(spec?.storageClassName, 253),
    capacityBytes: sizeBytes(spec?.capacity?.storage),
    accessModes: texts(spec?.accessModes, 32),
    reclaimPolicy: text(spec?.persistentVolumeReclaimPolicy, 32),
    claim: facts({ namespace: text(spec?.claimRef?.namespace, 63), name: text(spec?.claimRef?.name, 253) }),
    driver: text(spec?.csi?.driver, 253),
  }),
});

/** A storage class. Its parameters stay in the cluster: drivers put references to credentials there. */
export const projectStorageClass = (storage: StorageClass): Projection => ({
  facts: facts({
    provisioner: text(storage.provisioner, 253),
    reclaimPolicy: text(storage.reclaimPolicy, 32),
    bindingMode: text(storage.volumeBindingMode, 63),
    canExpand: yes(storage.allowVolumeExpansion),
    isDefault: yes(storage.metadata?.annotations?.[DEFAULT_CLASS] === "true"),
  }),
});
