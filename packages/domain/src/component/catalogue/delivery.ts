import type { ComponentEntry } from "../component-entry";

/** What builds, and what brings into clusters. */
export const delivery: readonly ComponentEntry[] = [
  {
    id: "argo-cd",
    name: "Argo CD",
    domain: "delivery",
    detect: { images: ["argoproj/argocd", "argoproj/argo-cd"], definitions: ["applications.argoproj.io"] },
  },
  {
    id: "argo-rollouts",
    name: "Argo Rollouts",
    domain: "delivery",
    detect: { images: ["argoproj/argo-rollouts"], definitions: ["rollouts.argoproj.io"] },
  },
  {
    id: "argo-workflows",
    name: "Argo Workflows",
    domain: "delivery",
    detect: { images: ["argoproj/workflow-controller"], definitions: ["workflows.argoproj.io"] },
  },
  {
    id: "flux",
    name: "Flux",
    domain: "delivery",
    // Every controller of Flux has a version of its own; the definitions carry none.
    detect: {
      images: ["fluxcd/source-controller", "fluxcd/kustomize-controller", "fluxcd/helm-controller", "fluxcd/notification-controller"],
      definitions: ["kustomizations.kustomize.toolkit.fluxcd.io"],
    },
  },
  {
    id: "tekton",
    name: "Tekton",
    domain: "delivery",
    detect: { images: ["pipeline/cmd/controller", "tektoncd/operator"], definitions: ["pipelineruns.tekton.dev"] },
  },
  {
    id: "gitlab-runner",
    name: "GitLab Runner",
    domain: "delivery",
    detect: { images: ["gitlab/gitlab-runner", "gitlab-org/gitlab-runner"], definitions: ["runners.apps.gitlab.com"] },
  },
  {
    id: "github-arc",
    name: "GitHub Actions Runner Controller",
    domain: "delivery",
    detect: {
      images: ["actions/gha-runner-scale-set-controller", "summerwind/actions-runner-controller"],
      definitions: ["autoscalingrunnersets.actions.github.com", "runnerdeployments.actions.summerwind.dev"],
    },
  },
  {
    id: "jenkins",
    name: "Jenkins",
    domain: "delivery",
    detect: { images: ["jenkins/jenkins", "bitnami/jenkins"], definitions: ["jenkins.jenkins.io"] },
  },
  {
    id: "harbor",
    name: "Harbor",
    domain: "delivery",
    detect: { images: ["goharbor/harbor-core", "goharbor/harbor-registryctl", "bitnami/harbor-core"] },
  },
  { id: "kaniko", name: "Kaniko", domain: "delivery", detect: { images: ["kaniko-project/executor", "kaniko/executor"] } },
  { id: "kustomize", name: "Kustomize", domain: "delivery", detect: { images: ["kustomize/kustomize"] } },
  {
    id: "terraform",
    name: "Terraform",
    domain: "delivery",
    detect: {
      images: ["hashicorp/terraform", "hashicorp/terraform-cloud-operator", "hashicorp/hcp-terraform-operator", "flux-iac/tofu-controller"],
      definitions: ["workspaces.app.terraform.io", "terraforms.infra.contrib.fluxcd.io"],
    },
  },
  {
    id: "crossplane",
    name: "Crossplane",
    domain: "delivery",
    detect: { images: ["crossplane/crossplane"], definitions: ["providers.pkg.crossplane.io"] },
  },
  {
    id: "helm-operator",
    name: "Helm controller of K3s",
    domain: "delivery",
    detect: { images: ["rancher/klipper-helm"], definitions: ["helmcharts.helm.cattle.io"] },
  },
];
