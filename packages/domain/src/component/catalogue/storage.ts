import type { ComponentEntry } from "../component-entry";

/** Volumes, their backup and their replication. */
export const storage: readonly ComponentEntry[] = [
  { id: "rook", name: "Rook", domain: "storage", detect: { images: ["rook/ceph"], definitions: ["cephclusters.ceph.rook.io"] } },
  {
    id: "ceph",
    name: "Ceph",
    domain: "storage",
    detect: { images: ["ceph/ceph"], provisioners: ["*rbd.csi.ceph.com", "*cephfs.csi.ceph.com"] },
  },
  {
    id: "portworx",
    name: "Portworx",
    domain: "storage",
    detect: {
      images: ["portworx/oci-monitor", "portworx/px-enterprise", "portworx/px-operator"],
      definitions: ["storageclusters.core.libopenstorage.org"],
      provisioners: ["pxd.portworx.com", "kubernetes.io/portworx-volume"],
    },
  },
  {
    id: "longhorn",
    name: "Longhorn",
    domain: "storage",
    detect: { images: ["longhornio/longhorn-manager"], definitions: ["volumes.longhorn.io"], provisioners: ["driver.longhorn.io"] },
  },
  {
    id: "openebs",
    name: "OpenEBS",
    domain: "storage",
    detect: {
      images: ["openebs/provisioner-localpv", "openebs/mayastor-io-engine"],
      definitions: ["diskpools.openebs.io"],
      provisioners: ["*.openebs.io", "openebs.io/local"],
    },
  },
  {
    id: "csi-drivers",
    name: "CSI drivers",
    domain: "storage",
    detect: {
      images: [
        { image: "sig-storage/csi-node-driver-registrar", besides: true },
        { image: "sig-storage/csi-provisioner", besides: true },
      ],
      provisioners: ["*csi*"],
    },
  },
  {
    id: "local-path",
    name: "Local Path Provisioner",
    domain: "storage",
    detect: { images: ["rancher/local-path-provisioner"], provisioners: ["rancher.io/local-path"] },
  },
  { id: "velero", name: "Velero", domain: "storage", detect: { images: ["velero/velero"], definitions: ["backups.velero.io"] } },
  {
    id: "ramen",
    name: "RamenDR",
    domain: "storage",
    detect: {
      images: ["ramendr/ramen-operator"],
      definitions: ["drplacementcontrols.ramendr.openshift.io", "volumereplicationgroups.ramendr.openshift.io"],
    },
  },
  {
    id: "volsync",
    name: "VolSync",
    domain: "storage",
    detect: { images: ["backube/volsync"], definitions: ["replicationsources.volsync.backube"] },
  },
  {
    id: "snapshot-controller",
    name: "Snapshot controller",
    domain: "storage",
    detect: { images: ["sig-storage/snapshot-controller"], definitions: ["volumesnapshots.snapshot.storage.k8s.io"] },
  },
];
