import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { facts } from "../facts";
import { amounts } from "./containers";
import type { Projection } from "./projection";

type Quantities = Readonly<Record<string, string>>;
interface LimitRange extends KubeObject {
  readonly spec?: {
    readonly limits?: readonly { readonly type?: string; readonly default?: Quantities; readonly defaultRequest?: Quantities }[];
  };
}

/** A LimitRange: what it gives to containers that say no request or no limit. */
export function projectLimitRange({ spec }: LimitRange): Projection {
  const ofContainers = spec?.limits?.find(({ type }) => type === "Container");
  return { facts: facts({ requests: amounts(ofContainers?.defaultRequest), limits: amounts(ofContainers?.default) }) };
}
