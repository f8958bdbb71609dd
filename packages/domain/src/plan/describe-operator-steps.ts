import type { Worded } from "@holdfast/contracts/phrase";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import { worded } from "@holdfast/contracts/worded";

type With<N extends PlanStep["use"]> = Extract<PlanStep, { use: N }>["with"];

const object = (kind: string, { namespace = null, name }: { namespace?: string | null; name: string }): Worded => ({
  message: `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`,
});
const ramen = (p: With<"ramen.failover">) => object("DRPlacementControl", p);

/** The steps that tell another operator to fail over, in words. */
export const operatorSteps = {
  "ramen.failover": (p: With<"ramen.failover">) => ({
    object: ramen(p),
    change: worded("RamenFailsOver", { to: p.to }),
    undo: worded("NoWayBackFromRamen"),
  }),
  "ramen.relocate": (p: With<"ramen.relocate">) => ({
    object: ramen(p),
    change: worded("RamenRelocates", { to: p.to }),
    undo: worded("NoWayBackFromRamen"),
  }),
  "ramen.test": (p: With<"ramen.test">) => ({
    object: ramen(p),
    change: worded("RamenTestsAt", { to: p.to }),
    undo: worded("RamenTestEnds"),
  }),
  "mirrormaker.stop": (p: With<"mirrormaker.stop">) => ({
    object: object("KafkaMirrorMaker2", p),
    change:
      p.source === null ? worded("MirrorsNothing", { state: p.state }) : worded("MirrorsNothingFrom", { source: p.source, state: p.state }),
    undo: worded("FieldsAsBefore"),
  }),
  "mirrormaker.reverse": (p: With<"mirrormaker.reverse">) => ({
    object: object("KafkaMirrorMaker2", p),
    change: worded("MirrorsFrom", { source: p.source }),
    undo: worded("MirrorsAsBefore"),
  }),
  "storage.fence": (p: With<"storage.fence">) => ({
    object: object("NetworkFence", p),
    change: worded(p.state === "Fenced" ? "StorageFences" : "StorageUnfences"),
    undo: worded("FieldsAsBefore"),
  }),
  "zalando.promote": (p: With<"zalando.promote">) => ({
    object: object("postgresql", p),
    change: worded("TakesWritesAlone", { source: `${p.source.namespace}/${p.source.name}` }),
    undo: worded("NoWayBackFromZalando"),
  }),
  "karmada.evict": (p: With<"karmada.evict">) => ({
    object: object("Cluster", p),
    change: worded("KarmadaPlacesElsewhere"),
    undo: worded("KarmadaTaintGoes"),
  }),
  "karmada.set-placement": (p: With<"karmada.set-placement">) => ({
    object: object(p.namespace === null ? "ClusterPropagationPolicy" : "PropagationPolicy", p),
    change: worded("KarmadaPlacesOn", { clusters: p.clusterNames.join(", ") }),
    undo: worded("FieldsAsBefore"),
  }),
  "dns.set-record": (p: With<"dns.set-record">) => ({
    object: object("DNSEndpoint", p),
    change: worded("DnsAnswers", { dnsName: p.dnsName, targets: p.targets.join(", ") }),
    undo: worded("FieldsAsBefore"),
  }),
} as const;
