import type { KubeObject } from "@holdfast/domain/health/kube-object";

/** What an API server answered to a case. */
export interface CaseAnswer<T> {
  readonly status: number;
  readonly body: T;
}

/** A cluster that the agent's cases are held against: a real one, or the simulator's. */
export interface ContractCluster {
  /** A kubeconfig whose account has exactly the rights of the agent's own role. */
  readonly kubeconfig: string;
  /** One whose account may read what the agent may, and write nothing. */
  readonly readerKubeconfig: string;
  /** Asks as somebody who may do everything. */
  request<T = KubeObject>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<CaseAnswer<T>>;
  /** Cuts every connection to the API server, as a dying network or a restart of the server does. Resolves when it can be reached again. */
  cut(): Promise<void>;
}
