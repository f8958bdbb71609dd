import { NAMESPACE, OBJECTS } from "@holdfast/testkit/testbed/cloudnativepg/cluster-objects";
import { BACKENDS, FENCE, ROUTE } from "./standby-objects";

/** What a plan names: its sites by the plan's own name, and their doors. */
export interface PlanPlaces {
  readonly name: string;
  readonly primaryDoor: string;
  readonly standbyDoor: string;
}

/** The failover for the loss of a site, in the five parts of the budget: what detects it, a fence, a promotion, a shift and a proof. */
export const armedPlan = ({ name, primaryDoor, standbyDoor }: PlanPlaces): string => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: ${name}-prod
  standby: ${name}-dr
  rtoSeconds: 15
  trigger: { holdDownSeconds: 1, minDelaySeconds: 0, probe: { url: "${primaryDoor}", timeoutMs: 500 } }
  activate:
    steps:
      - name: demote
        use: postgres.demote
        ungraceful: skip
        with: { cluster: ${name}-prod, namespace: ${NAMESPACE}, name: ${OBJECTS.prod}, to: ${OBJECTS.dr} }
      - { name: fence, use: storage.fence, with: { cluster: ${name}-dr, name: ${FENCE} } }
      - name: promote
        use: postgres.promote
        with:
          cluster: ${name}-dr
          namespace: ${NAMESPACE}
          name: ${OBJECTS.dr}
          source: { cluster: ${name}-prod, namespace: ${NAMESPACE}, name: ${OBJECTS.prod} }
          acceptDataLoss: true
      - name: shift
        use: gateway.shift-weights
        with:
          cluster: ${name}-dr
          namespace: ${NAMESPACE}
          name: ${ROUTE}
          weights: [{ name: ${BACKENDS.prod}, port: 80, weight: 0 }, { name: ${BACKENDS.dr}, port: 80, weight: 1 }]
      - { name: serves, use: probe.http, with: { cluster: ${name}-dr, url: "${standbyDoor}" } }
`;
