import type { Noise } from "../traffic/noise";
import { CATCH_UP, Follower } from "./follower";
import type { PostgresRole } from "./postgres-role";

const BYTES_PER_WRITE = 620;
const FIRST_LSN = 3.2e11;

/** What one site brings to a moment of its database. */
export interface PostgresSite {
  readonly role: PostgresRole;
  readonly isLost: boolean;
  /** Writes that clients bring, be they taken or not. */
  readonly writesPerSecond: number;
  /** Seconds that a fault holds the copy here back. */
  readonly heldBackSeconds: number;
}

/** How a member stands, as its instances would export it. */
export interface PostgresReading {
  readonly isWritable: boolean;
  readonly lsn: number;
  readonly isReceiving: boolean;
  readonly lagSeconds: number;
  /** The members that stream from this one, and how many bytes they lack. */
  readonly standbys: readonly { readonly applicationName: string; readonly behind: number }[];
}

interface Member {
  lsn: number;
  timeline: number;
  /** Where its timeline left the one before. */
  forkedAt: number;
  isOnline: boolean;
  /** Bytes per second when it wrote last. */
  usualRate: number;
  /** The most that it ever was: what the line to its copies can carry, however little is written now. */
  fastestRate: number;
  isWriting: boolean;
  readonly follower: Follower;
}

/** What an operator can do to and learn of the instances of its own Cluster. */
export interface PostgresInstances {
  /** Up to where a member holds the write-ahead log. */
  lsnOf(member: string): number;
  timelineOf(member: string): number;
  isOnline(member: string): boolean;
  /** Ends a member's recovery: it writes on a timeline of its own from now on, whose number is returned. */
  promote(member: string): number;
  /** Makes a member a copy of another; false while that one can't be reached. */
  copy(member: string, source: string): boolean;
}

/** The write-ahead logs of a database over several sites: who may write grows, and who follows gets what it can reach. */
export class PostgresMembers implements PostgresInstances {
  private readonly members = new Map<string, Member>();
  private readonly noise: Noise;

  constructor(noise: Noise) {
    this.noise = noise;
  }

  lsnOf(member: string): number {
    return this.member(member).lsn;
  }

  timelineOf(member: string): number {
    return this.member(member).timeline;
  }

  isOnline(member: string): boolean {
    return this.member(member).isOnline;
  }

  promote(name: string): number {
    const member = this.member(name);
    member.timeline = Math.max(...[...this.members.values()].map(({ timeline }) => timeline)) + 1;
    member.forkedAt = member.lsn;
    return member.timeline;
  }

  copy(name: string, sourceName: string): boolean {
    const [member, source] = [this.member(name), this.member(sourceName)];
    if (!source.isOnline || !member.isOnline) return false;
    member.lsn = source.lsn;
    member.timeline = source.timeline;
    member.follower.begin();
    return true;
  }

  /** Lets time pass, and tells how each member stands after it. */
  advance(atMs: number, seconds: number, sites: readonly PostgresSite[]): ReadonlyMap<string, PostgresReading> {
    for (const site of sites) this.write(site, seconds);
    const receiving = sites.filter((site) => this.follow(site, atMs, seconds));
    return new Map(
      sites.map(({ role }) => {
        const { lsn, follower } = this.member(role.member);
        const isReceiving = receiving.some((each) => each.role.member === role.member);
        const standbys = receiving
          .filter((each) => each.role.source === role.member)
          .map((each) => ({ applicationName: each.role.applicationName, behind: Math.max(0, lsn - this.lsnOf(each.role.member)) }));
        const lagSeconds = isReceiving ? follower.lagSeconds : 0;
        return [role.member, { isWritable: role.isWritable, lsn, isReceiving, lagSeconds, standbys }];
      }),
    );
  }

  private write({ role, isLost, writesPerSecond }: PostgresSite, seconds: number): void {
    const member = this.member(role.member);
    member.isOnline = !isLost;
    member.isWriting = role.isWritable && !isLost && writesPerSecond > 0;
    if (!member.isWriting) return;
    member.usualRate = writesPerSecond * BYTES_PER_WRITE;
    member.fastestRate = Math.max(member.fastestRate, member.usualRate);
    member.lsn += member.usualRate * seconds;
  }

  /** Whether a replica hears its source; it then gets nearer to it. What forked off before the replica's own end can't be followed. */
  private follow({ role, isLost, heldBackSeconds }: PostgresSite, atMs: number, seconds: number): boolean {
    const source = this.members.get(role.source);
    if (role.isWritable || isLost || !source?.isOnline) return false;
    const member = this.member(role.member);
    if (source.timeline !== member.timeline && member.lsn > source.forkedAt && source.timeline > member.timeline) return false;
    member.timeline = Math.max(member.timeline, source.timeline);
    const { follower } = member;
    follower.follow(atMs, seconds, source.isWriting, heldBackSeconds);
    const arrived = Math.min(
      source.lsn - follower.lagSeconds * source.usualRate,
      member.lsn + (1 + CATCH_UP) * source.fastestRate * seconds,
    );
    member.lsn = Math.max(member.lsn, arrived);
    return true;
  }

  private member(name: string): Member {
    const known = this.members.get(name);
    if (known) return known;
    const follower = new Follower(this.noise, `lag/${name}`);
    const made: Member = {
      ...{ lsn: FIRST_LSN, timeline: 1, forkedAt: 0, isOnline: true },
      ...{ usualRate: 1, fastestRate: 1, isWriting: false, follower },
    };
    this.members.set(name, made);
    return made;
  }
}
