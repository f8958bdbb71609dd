import type { ComponentEntry } from "../component-entry";

/** What guards: policy, identity, secrets, detection. */
export const security: readonly ComponentEntry[] = [
  { id: "opa", name: "Open Policy Agent", domain: "security", detect: { images: ["openpolicyagent/opa", "openpolicyagent/kube-mgmt"] } },
  {
    id: "gatekeeper",
    name: "Gatekeeper",
    domain: "security",
    detect: { images: ["openpolicyagent/gatekeeper"], definitions: ["constrainttemplates.templates.gatekeeper.sh"] },
    uses: { push: ["ConstraintTemplate"] },
  },
  {
    id: "kyverno",
    name: "Kyverno",
    domain: "security",
    detect: { images: ["kyverno/kyverno", "kyverno/background-controller"], definitions: ["clusterpolicies.kyverno.io"] },
    uses: { push: ["ClusterPolicy", "Policy"] },
  },
  { id: "conftest", name: "Conftest", domain: "security", detect: { images: ["openpolicyagent/conftest"] } },
  {
    id: "falco",
    name: "Falco",
    domain: "security",
    detect: { images: ["falcosecurity/falco", "falcosecurity/falco-no-driver"], definitions: ["falcos.instance.falcosecurity.dev"] },
  },
  {
    id: "trivy-operator",
    name: "Trivy Operator",
    domain: "security",
    detect: { images: ["aquasecurity/trivy-operator"], definitions: ["vulnerabilityreports.aquasecurity.github.io"] },
  },
  {
    id: "spire",
    name: "SPIFFE/SPIRE",
    domain: "security",
    detect: { images: ["spiffe/spire-server", "spiffe/spire-agent"], definitions: ["clusterspiffeids.spire.spiffe.io"] },
  },
  {
    id: "cert-manager",
    name: "cert-manager",
    domain: "security",
    detect: { images: ["jetstack/cert-manager-controller"], definitions: ["certificates.cert-manager.io"] },
  },
  {
    id: "vault",
    name: "Vault",
    domain: "security",
    detect: {
      images: ["hashicorp/vault", "hashicorp/vault-enterprise", "library/vault", { image: "hashicorp/vault-k8s", besides: true }],
      definitions: ["vaultauths.secrets.hashicorp.com"],
    },
  },
  {
    id: "secrets-store-csi",
    name: "Secrets Store CSI Driver",
    domain: "security",
    detect: { images: ["csi-secrets-store/driver"], definitions: ["secretproviderclasses.secrets-store.csi.x-k8s.io"] },
    uses: { push: ["SecretProviderClass"] },
  },
  {
    id: "external-secrets",
    name: "External Secrets Operator",
    domain: "security",
    detect: { images: ["external-secrets/external-secrets"], definitions: ["externalsecrets.external-secrets.io"] },
  },
  {
    id: "security-profiles-operator",
    name: "Security Profiles Operator",
    domain: "security",
    detect: {
      images: ["security-profiles-operator/security-profiles-operator"],
      definitions: ["seccompprofiles.security-profiles-operator.x-k8s.io"],
    },
  },
  {
    id: "pkcs11-signer",
    name: "PKCS#11 signer",
    domain: "security",
    detect: { images: ["pkcs11-proxy", "softhsm2", "softhsm", "step-kms-plugin", "vault-pkcs11-provider"] },
  },
  { id: "kubescape", name: "Kubescape", domain: "security", detect: { images: ["kubescape/kubescape", "kubescape/operator"] } },
  {
    id: "tetragon",
    name: "Tetragon",
    domain: "security",
    detect: { images: ["cilium/tetragon"], definitions: ["tracingpolicies.cilium.io"] },
  },
  {
    id: "keycloak",
    name: "Keycloak",
    domain: "security",
    detect: { images: ["keycloak/keycloak", "bitnami/keycloak"], definitions: ["keycloaks.k8s.keycloak.org"] },
  },
  { id: "dex", name: "Dex", domain: "security", detect: { images: ["dexidp/dex"] } },
];
