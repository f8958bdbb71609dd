import type { DataStore, StoreKind } from "@holdfast/contracts/data-store";
import { worded } from "@holdfast/contracts/worded";
import { cloudnativepg } from "./kinds/cloudnativepg";
import { mirrormaker2 } from "./kinds/mirrormaker2";
import { patroni } from "./kinds/patroni";
import { promql } from "./kinds/promql";
import { ramen } from "./kinds/ramen";
import { redis } from "./kinds/redis";
import { vault } from "./kinds/vault";
import { zalando } from "./kinds/zalando";
import { numberOf, replicating, unmeasured } from "./reading";
import type { StoreAnswers, StoreModule, StoreQuestion, StoreReading, StoreSites } from "./store-kind";

const modules: { readonly [K in StoreKind]: StoreModule<K> } = {
  cloudnativepg,
  patroni,
  zalando,
  mirrormaker2,
  vault,
  redis,
  ramen,
  promql,
};

/** A store as it is measured. */
export interface BoundStore {
  readonly seesSource: boolean;
  questions(sites: StoreSites): readonly StoreQuestion[];
  read(answers: StoreAnswers, now: Date): StoreReading;
}

/** Binds a plan's store to its kind; its own query for the lag, where it has one, stands in the place of the kind's. */
export function bindStore(store: DataStore): BoundStore {
  // `DataStore` holds a store's kind and that kind's parameters together; there is one module a kind.
  const module = modules[store.kind] as StoreModule<StoreKind>;
  const { lagQuery } = store;
  if (lagQuery !== undefined)
    return {
      seesSource: false,
      questions: () => [{ id: "lag", at: "standby", ask: { promql: lagQuery } }],
      read(answers) {
        const lag = numberOf(answers, "lag");
        return lag === null ? unmeasured(worded("QueryGivesNothing")) : replicating(lag);
      },
    };
  return {
    seesSource: module.seesSource,
    questions: (sites) => module.questions(store.with as never, sites),
    read: (answers, now) => module.read(answers, now, store.with as never),
  };
}
