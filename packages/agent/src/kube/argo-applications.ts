import type { ArgoApplicationStatus } from "@holdfast/contracts/argo-application";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

/** Argo CD's Application. */
export const ARGO_APPLICATION = { group: "argoproj.io", plural: "applications", kind: "Application", versions: ["v1alpha1"] } as const;

interface Application extends KubeObject {
  readonly operation?: object;
  readonly status?: {
    readonly operationState?: { readonly phase?: string; readonly message?: string };
    readonly sync?: {
      readonly status?: string;
      readonly comparedTo?: { readonly destination?: { readonly server?: string; readonly name?: string; readonly namespace?: string } };
    };
    readonly health?: { readonly status?: string };
  };
}

/** What Argo CD says of an Application. One that was asked for and not begun counts as running. */
export function argoStatus({ operation, status }: Application): ArgoApplicationStatus {
  const { server = "", name = "", namespace = "" } = status?.sync?.comparedTo?.destination ?? {};
  return {
    operation: operation ? "Running" : (status?.operationState?.phase ?? ""),
    message: status?.operationState?.message ?? "",
    sync: status?.sync?.status ?? "",
    health: status?.health?.status ?? "",
    comparedTo: { server, name, namespace },
  };
}
