import { type ArgoApplicationStatus, OPERATION_INFO } from "@holdfast/contracts/argo-application";
import type { KubeObject } from "@holdfast/domain/health/kube-object";

/** Argo CD's Application. */
export const ARGO_APPLICATION = { group: "argoproj.io", plural: "applications", kind: "Application", versions: ["v1alpha1"] } as const;

interface Application extends KubeObject {
  readonly operation?: object;
  readonly status?: {
    readonly operationState?: {
      readonly phase?: string;
      readonly message?: string;
      readonly operation?: { readonly info?: readonly { readonly name?: string; readonly value?: string }[] };
    };
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
    operationKey: status?.operationState?.operation?.info?.find(({ name }) => name === OPERATION_INFO)?.value ?? "",
    sync: status?.sync?.status ?? "",
    health: status?.health?.status ?? "",
    comparedTo: { server, name, namespace },
  };
}
