/** One condition of a Kubernetes status. */
export interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

/**
 * What the rules read of an object. Everything is optional on purpose: a rule must have an answer for an object that a
 * controller has not touched yet, and for one that an older or newer API server writes differently.
 */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly kind?: string;
      readonly name?: string;
      readonly uid?: string;
      readonly controller?: boolean;
    }[];
  };
  readonly spec?: object;
  readonly status?: object;
}

/** The condition of that type, if the controller has written it. */
export const condition = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find((each) => each.type === type);

/** Whether the controller has not yet looked at the newest spec. */
export const isBehind = (object: KubeObject, observedGeneration: number | undefined): boolean =>
  (object.metadata?.generation ?? 0) > (observedGeneration ?? 0);

/** Whether the object is on its way out. */
export const isTerminating = (object: KubeObject): boolean => object.metadata?.deletionTimestamp !== undefined;
