import type { KubeObject } from "@holdfast/domain/health/kube-object";

/**
 * Who would revert a change of this object, or null: Argo CD by its tracking id or instance label, Flux by the label of
 * its Kustomization or HelmRelease.
 */
export function gitOpsOwner(object: KubeObject): string | null {
  const { labels = {}, annotations = {} } = object.metadata ?? {};
  const tracking = annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0];
  if (tracking) return `argocd/${tracking}`;
  const instance = labels["argocd.argoproj.io/instance"];
  if (instance) return `argocd/${instance}`;
  for (const source of ["kustomize", "helm"]) {
    const name = labels[`${source}.toolkit.fluxcd.io/name`];
    if (name) return `flux/${labels[`${source}.toolkit.fluxcd.io/namespace`] ?? ""}/${name}`;
  }
  return null;
}
