import { describe, expect, it } from "vitest";
import { DataPlane, LEDGER } from "../../data/data-plane";
import { HandWork } from "../../data/hand-work";
import { CLUSTERS, postgresRole } from "../../data/postgres-role";
import { demoFleet } from "../../fleet/demo-fleet";
import { createSimulation } from "../../simulation";
import { noiseOf } from "../../traffic/noise";
import { createClock } from "../simulation-clock";

const START = new Date("2026-11-21T06:00:00Z");
const [HOME, AWAY] = ["prod-hangzhou", "dr-shanghai"] as const;
const member = (site: string) => `bank-db-${site}`;

interface Cluster {
  readonly metadata: { readonly uid: string };
  readonly spec: { readonly replica: Readonly<Record<string, string>> };
  readonly status: Readonly<Record<string, unknown>> & { readonly demotionToken?: string };
}

/** The demo's clusters with their operators, with data that clients write to all the time, on a clock that a test moves. */
function bank() {
  const clock = createClock(START);
  const fleet = demoFleet(START);
  const failures: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => failures.push(fields) };
  const data = new DataPlane(fleet.clusters, noiseOf(7));
  const simulation = createSimulation({ fleet, clock, data, log });
  const sites = [...simulation.clusters.values()];
  const lost = new Set<string>();
  const crews = new HandWork(sites, data, (site) => lost.has(site));
  const storeOf = (site: string) => {
    const found = simulation.clusters.get(site);
    if (!found) throw new Error(`there is no ${site}`);
    return found.store;
  };
  const roleOf = (site: string) => postgresRole(storeOf(site), LEDGER.namespace, LEDGER.name);
  const at = { heldBackSeconds: 0 };
  const scene = {
    ...{ data, lost, storeOf, failures },
    /** Lets seconds pass; `crews` works at their ends if it may. */
    pass(seconds: number, hasCrews = false) {
      for (let i = 0; i < seconds; i++) {
        simulation.tick(1_000);
        const now = clock.now().getTime();
        data.advance(
          now,
          1,
          sites.map(({ name, store }) => ({
            name,
            store,
            isLost: lost.has(name),
            writesPerSecond: 360,
            heldBackSeconds: at.heldBackSeconds,
          })),
        );
        if (hasCrews) crews.look(now);
      }
    },
    holdBack(seconds: number) {
      at.heldBackSeconds = seconds;
    },
    cluster: (site: string) => storeOf(site).get(CLUSTERS, LEDGER.namespace, LEDGER.name) as unknown as Cluster,
    takesWrites: (site: string) => roleOf(site)?.isWritable,
    /** What the steps of a plan write, and nothing else. */
    setPrimary(site: string, primary: string, promotionToken?: string) {
      storeOf(site).update(CLUSTERS, LEDGER.namespace, LEDGER.name, (live) => {
        const { replica } = live.spec as Cluster["spec"];
        const { promotionToken: _, ...rest } = replica;
        return {
          ...live,
          spec: { ...(live.spec as object), replica: { ...rest, primary, ...(promotionToken ? { promotionToken } : {}) } },
        };
      });
    },
  };
  scene.pass(3);
  return scene;
}

describe("CloudNativePG's operator", () => {
  it("moves nothing by itself, however long nobody writes at home", () => {
    const { pass, takesWrites, cluster, failures } = bank();
    pass(120);
    expect([takesWrites(HOME), takesWrites(AWAY)]).toEqual([true, false]);
    expect(cluster(AWAY).status).toMatchObject({ phase: "Cluster in healthy state", timelineID: 1 });
    expect(failures).toEqual([]);
  });

  it("hands over without loss: a demoted member leaves a token, and the other takes no writes before it has all that the token tells of", () => {
    const { pass, setPrimary, takesWrites, cluster, data, holdBack } = bank();
    holdBack(20);
    pass(40);
    setPrimary(HOME, member(AWAY));
    pass(2);
    expect(takesWrites(HOME)).toBe(false);
    const token = cluster(HOME).status.demotionToken ?? "";
    expect(token).not.toBe("");
    setPrimary(AWAY, member(AWAY), token);
    pass(5);
    expect([takesWrites(HOME), takesWrites(AWAY)]).toEqual([false, false]);
    expect(cluster(AWAY).status.phase).toBe("Promoting to primary cluster");
    const written = data.postgres.lsnOf(member(HOME));
    holdBack(0);
    pass(10);
    expect(takesWrites(AWAY)).toBe(true);
    expect(data.postgres.lsnOf(member(AWAY))).toBeGreaterThan(written);
    expect(cluster(AWAY).status).toMatchObject({ lastPromotionToken: token, timelineID: 2, phase: "Cluster in healthy state" });
    expect(cluster(AWAY).status.demotionToken).toBeUndefined();
    // The old one follows it, without anybody's help.
    expect(data.postgres.timelineOf(member(HOME))).toBe(2);
    expect(data.postgres.lsnOf(member(HOME))).toBeGreaterThan(written);
  });

  it("takes a demotion back while nobody was promoted", () => {
    const { pass, setPrimary, takesWrites } = bank();
    setPrimary(HOME, member(AWAY));
    pass(3);
    setPrimary(HOME, member(HOME));
    pass(3);
    expect([takesWrites(HOME), takesWrites(AWAY)]).toEqual([true, false]);
  });

  it("does not promote by a token of another database", () => {
    const { pass, setPrimary, takesWrites, cluster } = bank();
    setPrimary(AWAY, member(AWAY), "bm90IG9uZQ==");
    pass(20);
    expect(takesWrites(AWAY)).toBe(false);
    expect(cluster(AWAY).status.phaseReason).toBe("The promotion token is not of this database");
  });

  it("promotes without a token what a lost region left behind, which lacks the last writes; the old primary is made anew by people", () => {
    const { pass, setPrimary, takesWrites, cluster, data, lost } = bank();
    pass(10);
    lost.add(HOME);
    setPrimary(AWAY, member(AWAY));
    pass(3);
    expect(takesWrites(AWAY)).toBe(true);
    lost.delete(HOME);
    pass(2);
    // It knows of nothing, and says what it said: two sites take writes. That is what fences are for.
    expect([takesWrites(HOME), takesWrites(AWAY)]).toEqual([true, true]);
    const { uid } = cluster(HOME).metadata;
    pass(30, true);
    expect([takesWrites(HOME), takesWrites(AWAY)]).toEqual([false, true]);
    expect(cluster(HOME).metadata.uid).not.toBe(uid);
    expect(cluster(HOME).spec.replica).toMatchObject({ primary: member(AWAY), source: member(AWAY), self: member(HOME) });
    expect(data.postgres.timelineOf(member(HOME))).toBe(data.postgres.timelineOf(member(AWAY)));
    expect(data.postgres.lsnOf(member(AWAY)) - data.postgres.lsnOf(member(HOME))).toBeLessThan(360 * 620);
  });
});

describe("what people do by hand", () => {
  it("brings Vault's primary to where the ledger is written, and never decides that a site is lost", () => {
    const { pass, setPrimary, data, lost, cluster } = bank();
    lost.add(HOME);
    setPrimary(AWAY, member(AWAY));
    pass(60, true);
    expect(data.vaults.read(AWAY)).toMatchObject({ mode: "secondary", isConnected: false });
    expect(data.vaults.promote(AWAY)).toBe(true);
    lost.delete(HOME);
    pass(30, true);
    expect(data.vaults.read(HOME)).toMatchObject({ mode: "secondary", primary: AWAY, isConnected: true });
    setPrimary(AWAY, member(HOME));
    pass(3, true);
    setPrimary(HOME, member(HOME), cluster(AWAY).status.demotionToken);
    pass(30, true);
    expect(data.vaults.read(HOME)).toMatchObject({ mode: "primary", state: "running" });
    expect(data.vaults.read(AWAY)).toMatchObject({ mode: "secondary", primary: HOME, isConnected: true });
  });
});

describe("Strimzi's operator", () => {
  it("has Kafka Connect do what the spec of a mirror maker says, and tells when it does", () => {
    const { pass, storeOf } = bank();
    const MIRRORS = "kafkamirrormaker2s.kafka.strimzi.io";
    const states = () => {
      const { status } = storeOf(AWAY).get(MIRRORS, "bank", "prod-to-dr") as unknown as {
        status: { observedGeneration: number; connectors: { name: string; connector: { state: string } }[] };
      };
      return status.connectors.map(({ name, connector }) => `${name} ${connector.state}`);
    };
    expect(states()).toEqual(["prod->dr.MirrorSourceConnector RUNNING", "prod->dr.MirrorCheckpointConnector RUNNING"]);
    storeOf(AWAY).update(MIRRORS, "bank", "prod-to-dr", (live) => {
      const spec = live.spec as { mirrors: object[] };
      const mirrors = spec.mirrors.map((each) => ({ ...each, sourceConnector: { state: "stopped" } }));
      return { ...live, spec: { ...spec, mirrors } };
    });
    pass(2);
    expect(states()).toEqual(["prod->dr.MirrorSourceConnector STOPPED", "prod->dr.MirrorCheckpointConnector RUNNING"]);
  });
});
