import type { PostgresStatus } from "@holdfast/contracts/queries/postgres-read-role";
import { aFieldsObject, type FakeFields, fieldsKey } from "@holdfast/testkit/fake-agents/field-objects";
import type { FakeCluster } from "@holdfast/testkit/fake-agents/world";
import type { EntryText, Pair, StepText } from "../approved-run";
import { stepsOf } from "../steps-of";

const bank = (name: string) => ({ namespace: "bank", name });

const postgres = (self: string, isWritable: boolean): PostgresStatus => ({
  ...{ phase: "Cluster in healthy state", readyInstances: 3, self, externalClusters: ["ledger", "ledger-dr"] },
  ...{ isWritable, isStopped: false, demotionToken: "", lastPromotionToken: "" },
});

/** A Cluster that does what its operator would: a demotion gives the token, a promotion takes it. */
function aPostgres(self: string, isWritable: boolean): FakeFields {
  const object = aFieldsObject({ primary: "ledger", promotionToken: null }, postgres(self, isWritable));
  object.follow = ({ values }) => {
    const isPrimary = values.primary === self;
    const told = isPrimary ? { lastPromotionToken: String(values.promotionToken ?? "") } : { demotionToken: "t1" };
    object.status = { ...(object.status as PostgresStatus), isWritable: isPrimary, ...told };
  };
  return object;
}

/** Jobs that have completed as soon as they are there. */
function completeJobs({ jobs }: FakeCluster): void {
  const keep = jobs.set.bind(jobs);
  jobs.set = (name, job) => keep(name, { ...job, state: "complete" });
}

/** Fills a furnished pair with what the steps of every kind act on. The first order to the standby fails. */
export function furnishAllKinds({ primary, standby }: { primary: FakeCluster; standby: FakeCluster }): void {
  const target = { kind: "Deployment", name: "core" };
  const status = { operation: "Succeeded", message: "", operationKey: "", sync: "Synced", health: "Healthy" };
  primary.objects
    .set(fieldsKey("postgres.set-primary", bank("ledger")), aPostgres("ledger", true))
    .set(fieldsKey("cronjob.suspend", bank("close-of-day")), aFieldsObject({ suspend: false }, { active: [] }));
  standby.objects
    .set(fieldsKey("postgres.set-primary", bank("ledger-dr")), aPostgres("ledger-dr", false))
    .set(fieldsKey("hpa.set-bounds", bank("core")), aFieldsObject({ minReplicas: 2, maxReplicas: 20 }, { currentReplicas: 6, target }))
    .set(
      fieldsKey("argocd.pause", { namespace: "argocd", name: "core" }),
      aFieldsObject(
        { automated: { prune: true, selfHeal: true } },
        { ...status, comparedTo: { server: "https://prod.example", name: "", namespace: "bank" } },
      ),
    );
  standby.cronJobs.add("bank/reconcile");
  completeJobs(standby);
  standby.faults.failNext = { reason: "ServerError", message: "etcd is away" };
}

/** A machine that is very busy makes nobody late. */
const timeoutSeconds = 600;
const patient = (step: StepText): StepText => ({ timeoutSeconds, ...step });

/**
 * Twelve steps of every family: fields, a Job, a switchover of PostgreSQL, Argo CD, weights, probes; two sets; one that is tried again,
 * for its first order fails; and forms for a lost primary, of which the run uses none as long as that answers.
 */
export function twelveStepsOfAllKinds(pair: Pair): EntryText[] {
  const { primary, standby } = pair;
  const step = stepsOf(pair);
  const at = ({ name: cluster }: { name: string }, more: object) => ({ cluster, ...more });
  const once = (text: StepText): StepText => patient({ ...text, with: { ...text.with, consecutive: 1 } });
  const promote = { ...at(standby, bank("ledger-dr")), source: at(primary, bank("ledger")) };
  const ledger = { ...step.scale(4).with, name: "ledger" };
  return [
    once(step.promql()),
    patient(step.scale(10, { retry: { attempts: 3, backoffSeconds: 0 } })),
    {
      name: "prepare",
      parallel: [
        { name: "bounds", use: "hpa.set-bounds", with: at(standby, { ...bank("core"), minReplicas: 6 }) },
        { name: "hands-off", use: "argocd.pause", with: at(standby, { name: "core" }) },
        { name: "no-batch", use: "cronjob.suspend", with: at(primary, bank("close-of-day")), ungraceful: "skip" as const },
        { name: "scale-ledger", use: "workload.scale", with: ledger },
      ].map(patient),
    },
    patient({ name: "demote", use: "postgres.demote", with: { ...at(primary, bank("ledger")), to: "ledger-dr" }, ungraceful: "skip" }),
    patient({ name: "promote", use: "postgres.promote", with: promote, ungraceful: { with: { ...promote, acceptDataLoss: true } } }),
    patient({ name: "reconcile", use: "job.run", with: at(standby, { namespace: "bank", cronJob: "reconcile" }) }),
    { name: "traffic", parallel: [step.istio(100), step.gateway(1)].map(patient) },
    once(step.http()),
  ];
}

/**
 * The same for a lost primary, and its probe never sees what it wants: what was done at once is taken back. The promotion has no way
 * back, so it is not among them.
 */
export const stepsOfALostPrimary = (pair: Pair): EntryText[] =>
  twelveStepsOfAllKinds(pair)
    .filter((entry) => !["promote", "reconcile"].includes(entry.name))
    .map((entry) => (entry.name === "serves" ? { ...entry, timeoutSeconds: 1, onFailure: "undo" } : entry));
