// Where the vendors' own definitions of the kinds come from that steps of a plan change. Each is a Go module with its licence.
export const sources = [
  {
    module: "istio.io/api",
    version: "v1.31.1",
    licence: "Apache-2.0",
    files: ["kubernetes/customresourcedefinitions.gen.yaml"],
    names: ["virtualservices.networking.istio.io", "destinationrules.networking.istio.io"],
  },
  {
    module: "sigs.k8s.io/gateway-api",
    version: "v1.6.3",
    licence: "Apache-2.0",
    files: ["config/crd/standard/gateway.networking.k8s.io_httproutes.yaml"],
    names: ["httproutes.gateway.networking.k8s.io"],
  },
  {
    module: "github.com/argoproj/argo-cd/v3",
    version: "v3.5.7",
    licence: "Apache-2.0",
    files: ["manifests/crds/application-crd.yaml"],
    names: ["applications.argoproj.io"],
  },
  {
    module: "github.com/argoproj/argo-rollouts",
    version: "v1.9.0",
    licence: "Apache-2.0",
    files: ["manifests/crds/rollout-crd.yaml"],
    names: ["rollouts.argoproj.io"],
  },
  {
    module: "github.com/cloudnative-pg/cloudnative-pg",
    version: "v1.25.0",
    licence: "Apache-2.0",
    files: ["config/crd/bases/postgresql.cnpg.io_clusters.yaml"],
    names: ["clusters.postgresql.cnpg.io"],
  },
  {
    module: "github.com/vmware-tanzu/velero",
    version: "v1.18.3",
    licence: "Apache-2.0",
    files: ["restores", "backups", "backupstoragelocations"].map((kind) => `config/crd/v1/bases/velero.io_${kind}.yaml`),
    names: ["restores.velero.io", "backups.velero.io", "backupstoragelocations.velero.io"],
  },
  {
    module: "github.com/chaos-mesh/chaos-mesh",
    version: "v0.9.1-0.20260902003049-47411975a8cb",
    licence: "Apache-2.0",
    files: ["podchaos", "networkchaos"].map((kind) => `config/crd/bases/chaos-mesh.org_${kind}.yaml`),
    names: ["podchaos.chaos-mesh.org", "networkchaos.chaos-mesh.org"],
  },
  {
    module: "sigs.k8s.io/external-dns",
    version: "v0.20.0",
    licence: "Apache-2.0",
    files: ["config/crd/standard/dnsendpoints.externaldns.k8s.io.yaml"],
    names: ["dnsendpoints.externaldns.k8s.io"],
  },
  {
    module: "github.com/csi-addons/kubernetes-csi-addons",
    version: "v0.13.0",
    licence: "Apache-2.0",
    files: ["config/crd/bases/csiaddons.openshift.io_networkfences.yaml"],
    names: ["networkfences.csiaddons.openshift.io"],
  },
  {
    module: "github.com/zalando/postgres-operator",
    version: "v1.15.0",
    licence: "MIT",
    files: ["manifests/postgresql.crd.yaml"],
    names: ["postgresqls.acid.zalan.do"],
  },
  {
    // What Gatekeeper needs to run, without its mutations.
    module: "github.com/open-policy-agent/gatekeeper/v3",
    version: "v3.23.1",
    licence: "Apache-2.0",
    files: [
      ...["constrainttemplate", "config", "syncset", "connection", "provider", "expansiontemplate"],
      ...["constraint", "constrainttemplate", "config", "connection", "provider", "expansiontemplate", "mutator"].map(
        (kind) => `${kind}podstatus`,
      ),
    ].map((kind) => `charts/gatekeeper/crds/${kind}-customresourcedefinition.yaml`),
    names: [
      ...["constrainttemplates.templates.gatekeeper.sh", "configs.config.gatekeeper.sh", "syncsets.syncset.gatekeeper.sh"],
      ...["connections.connection.gatekeeper.sh", "providers.externaldata.gatekeeper.sh", "expansiontemplate.expansion.gatekeeper.sh"],
      ...["constraint", "constrainttemplate", "config", "connection", "provider", "expansiontemplate", "mutator"].map(
        (kind) => `${kind}podstatuses.status.gatekeeper.sh`,
      ),
    ],
  },
];
