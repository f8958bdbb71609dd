import { listAt, type ReadableStore, textAt, valueAt } from "../traffic/kube-read";
import type { Noise } from "../traffic/noise";
import { Follower } from "./follower";

/** Where Strimzi keeps its mirror makers. */
export const MIRROR_MAKERS = "kafkamirrormaker2s.kafka.strimzi.io";

const FIRST_OFFSET = 5e7;

/** What one site brings to a moment of its Kafka. */
export interface KafkaSite {
  readonly name: string;
  readonly store: ReadableStore;
  readonly isLost: boolean;
  /** Records that clients bring. */
  readonly recordsPerSecond: number;
  readonly heldBackSeconds: number;
}

/** How one mirror stands, as its workers would export it: they run where its object is. */
export interface MirrorReading {
  readonly site: string;
  readonly source: string;
  readonly target: string;
  /** Age of what arrived last; not a number while nothing arrives. */
  readonly ageMs: number;
  /** Records that the source holds and the target lacks, as far as the mirror knows. */
  readonly behind: number;
  readonly mirrored: number;
}

interface Mirror {
  readonly key: string;
  readonly source: string;
  readonly target: string;
  readonly from: KafkaSite | undefined;
  readonly to: KafkaSite | undefined;
}

/** The site of a Kafka cluster, by the address that the mirror maker has of it: one without a site's name is its own. */
function siteOf(object: unknown, alias: string, here: KafkaSite, sites: readonly KafkaSite[]): KafkaSite | undefined {
  const connection = listAt(object, "spec", "clusters").find((each) => textAt(each, "alias") === alias);
  const labels = textAt(connection, "bootstrapServers").split(/[.:]/);
  return sites.find(({ name }) => labels.includes(name)) ?? (connection === undefined ? undefined : here);
}

/** The mirrors of a site whose source connector runs, by Kafka Connect's own word. */
function runningAt(here: KafkaSite, sites: readonly KafkaSite[]): Mirror[] {
  if (here.isLost) return [];
  return here.store.list(MIRROR_MAKERS).flatMap((object) =>
    listAt(object, "spec", "mirrors").flatMap((mirror) => {
      const [source, target] = [textAt(mirror, "sourceCluster"), textAt(mirror, "targetCluster")];
      const connector = listAt(object, "status", "connectors").find(
        (each) => textAt(each, "name") === `${source}->${target}.MirrorSourceConnector`,
      );
      if (valueAt(connector, "connector", "state") !== "RUNNING") return [];
      const [from, to] = [siteOf(object, source, here, sites), siteOf(object, target, here, sites)];
      return [{ key: `${here.name}/${object.metadata.name}/${source}`, source, target, from, to }];
    }),
  );
}

/** The topics of all sites, and what mirrors carry from one to another. */
export class MirrorFlow {
  private readonly noise: Noise;
  private readonly ends = new Map<string, number>();
  private readonly mirrored = new Map<string, number>();
  private readonly followers = new Map<string, Follower>();

  constructor(noise: Noise) {
    this.noise = noise;
  }

  /** Lets time pass, and tells how each mirror that runs stands after it. */
  advance(atMs: number, seconds: number, sites: readonly KafkaSite[]): MirrorReading[] {
    for (const { name, isLost, recordsPerSecond } of sites) if (!isLost) this.ends.set(name, this.endOf(name) + recordsPerSecond * seconds);
    return sites.flatMap((here) => runningAt(here, sites).map((mirror) => this.carry(mirror, here, atMs, seconds)));
  }

  private carry({ key, source, target, from, to }: Mirror, here: KafkaSite, atMs: number, seconds: number): MirrorReading {
    const before = this.mirrored.get(key) ?? FIRST_OFFSET;
    const follower = this.followers.get(key) ?? new Follower(this.noise, `mirror/${key}`);
    this.followers.set(key, follower);
    const reading = { site: here.name, source, target };
    // Of a source or target that is gone the workers hear nothing, and go on asking.
    if (!from || !to || from.isLost || to.isLost) return { ...reading, ageMs: Number.NaN, behind: 0, mirrored: before };
    const rate = from.recordsPerSecond;
    follower.follow(atMs, seconds, rate > 0, here.heldBackSeconds);
    const end = this.endOf(from.name);
    const arrived = Math.max(before, end - Math.floor(follower.lagSeconds) * rate);
    this.mirrored.set(key, arrived);
    // Without records Kafka has no age of any.
    const ageMs = rate > 0 || arrived > before ? 90 + follower.lagSeconds * 1_000 : Number.NaN;
    return { ...reading, ageMs, behind: Math.max(0, end - arrived), mirrored: arrived };
  }

  private endOf(site: string): number {
    return this.ends.get(site) ?? FIRST_OFFSET;
  }
}
