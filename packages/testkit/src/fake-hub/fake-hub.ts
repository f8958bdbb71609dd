// A hub for tests of agents: the real protocol over real TLS and WebSockets, with its store in memory and everything that
// can go wrong at hand. It decides nothing that the product's hub would not, and needs no database.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import type { AgentContract, CommandOrder, Receipt } from "@holdfast/contracts/command";
import { ClusterId, CommandId } from "@holdfast/contracts/ids";
import { Json } from "@holdfast/contracts/json";
import { agentSpiffeId, consoleSpiffeId, hubSpiffeId } from "@holdfast/contracts/spiffe";
import type { WarrantEnvelope } from "@holdfast/contracts/warrant";
import { signWarrant } from "@holdfast/services/failover/sign-warrant";
import { type CertificateAuthority, certificateAuthority } from "@holdfast/services/pki/certificate-authority";
import { readCsr } from "@holdfast/services/pki/read-csr";
import { type SigningKey, signingKey } from "@holdfast/services/pki/signing-key";
import type { z } from "zod";
import { enrolmentRoute } from "./enrolment-route";
import { FakeCluster } from "./fake-cluster";
import { type FakeDoor, fakeEnrolmentDoor, fakeLinkDoor } from "./fake-doors";
import { type HubFaults, noFaults } from "./faults";
import { linkHandlers } from "./link-handlers";
import { type ServerCertificate, serverCertificate } from "./server-certificate";

export const TRUST_DOMAIN = "holdfast.test";

/** What an order says beyond its name and input; what is left out is a fresh, valid one. */
export type OrderDetails = Partial<
  Pick<CommandOrder, "id" | "clusterId" | "scope" | "epoch" | "idempotencyKey" | "issuedAt" | "expiresAt">
>;

/** Whom a hub pretends to be. */
export type Disguise = "itself" | "anotherAuthority" | "theConsole";

/** A hub in this process. */
export class FakeHub {
  readonly faults: HubFaults = noFaults();
  private readonly clusters = new Map<string, FakeCluster>();
  private doors: { enrolment: FakeDoor; link: FakeDoor } | undefined;
  private ports = { enrolment: 0, link: 0 };

  private constructor(
    private readonly folder: string,
    private readonly authority: CertificateAuthority,
    private readonly stranger: CertificateAuthority,
    private key: SigningKey,
    private readonly unknownKey: SigningKey,
    private readonly heartbeatIntervalMs: number,
  ) {}

  /** Starts a hub on free ports of this machine. */
  static async start({ heartbeatIntervalMs = 200 } = {}): Promise<FakeHub> {
    const folder = mkdtempSync(join(tmpdir(), "holdfast-fake-hub-"));
    const authorities = ["own", "other"].map((name) => certificateAuthority(join(folder, name), TRUST_DOMAIN, new Date()));
    const [own, other] = (await Promise.all(authorities)) as [CertificateAuthority, CertificateAuthority];
    const keys = ["commands", "unknown"].map((name) => signingKey(join(folder, `${name}.pem`))) as [SigningKey, SigningKey];
    const hub = new FakeHub(folder, own, other, keys[0], keys[1], heartbeatIntervalMs);
    await hub.open();
    return hub;
  }

  get enrolmentUrl(): string {
    return `https://127.0.0.1:${this.ports.enrolment}`;
  }

  get linkUrl(): string {
    return `wss://127.0.0.1:${this.ports.link}`;
  }

  get caPin(): string {
    return this.authority.pin;
  }

  /** A cluster of this hub, made when it is named first. */
  cluster(id: string = randomUUID()): FakeCluster {
    const cluster = this.clusters.get(id) ?? new FakeCluster(id);
    this.clusters.set(id, cluster);
    return cluster;
  }

  /** A fresh enrolment token. */
  token(cluster: FakeCluster, { isExpired = false } = {}): string {
    const token = randomBytes(24).toString("base64url");
    cluster.tokens.set(token, { isUsed: false, isExpired });
    return token;
  }

  /** Orders something; resolves to the final receipt. */
  async order(cluster: FakeCluster, name: string, input: unknown, details: OrderDetails = {}): Promise<Receipt> {
    return this.receiptOf(cluster, this.send(cluster, name, input, details));
  }

  /** A warrant as this hub signs it. */
  signed(payload: string): WarrantEnvelope {
    return signWarrant(this.key, payload);
  }

  /** Orders something and does not wait. */
  send(cluster: FakeCluster, name: string, input: unknown, details: OrderDetails = {}): CommandId {
    const id = details.id ?? CommandId.parse(randomUUID());
    const now = Date.now() + this.faults.clockOffsetMs;
    cluster.orders.push({
      ...{ id, name, clusterId: ClusterId.parse(cluster.id), seq: (cluster.orders.at(-1)?.seq ?? 0) + 1 },
      ...{ input: Json.parse(input), scope: "cluster", epoch: 0, idempotencyKey: id },
      ...{ issuedAt: new Date(now).toISOString(), expiresAt: new Date(now + 60_000).toISOString() },
      ...details,
    });
    cluster.news.emit("command");
    return id;
  }

  /** The final receipt of a command, once it is there. */
  receiptOf(cluster: FakeCluster, id: CommandId): Promise<Receipt> {
    return new Promise((resolve) => {
      const look = () => {
        const receipt = cluster.receipts.find(({ commandId }) => commandId === id);
        if (!receipt) return;
        cluster.news.off("report", look);
        resolve(receipt);
      };
      cluster.news.on("report", look);
      look();
    });
  }

  /** Puts a question to a cluster's agent. */
  async ask<I extends z.ZodType, O extends z.ZodType>(
    cluster: FakeCluster,
    contract: AgentContract<I, O>,
    input: z.input<I>,
    deadlineMs = 10_000,
  ): Promise<z.output<O>> {
    const query = { id: randomUUID(), name: contract.name, input: Json.parse(input), deadlineMs };
    const answer = await new Promise<Json>((resolve, reject) => {
      cluster.questions.set(query.id, { query, chunks: "", resolve, reject });
      cluster.news.emit("question");
    });
    return contract.output.parse(answer);
  }

  /** Cuts the link of one cluster, or all; resolves to how many there were. */
  cut(cluster?: FakeCluster): number {
    return this.doors?.link.cut(cluster?.id) ?? 0;
  }

  /** Leaves the open connections half open: what comes is taken, and nothing is answered. New ones are served. */
  freeze(): void {
    this.doors?.link.freeze();
  }

  revoke(cluster: FakeCluster): void {
    cluster.isRevoked = true;
    this.cut(cluster);
  }

  /** Signs commands with another key from now on, as after a rotation. */
  rotateKey(): void {
    this.key = signingKey(join(this.folder, `${randomUUID()}.pem`));
  }

  /** Ends as a power cut would; the store stays. */
  async kill(): Promise<void> {
    const doors = this.doors;
    this.doors = undefined;
    await Promise.all([doors?.enrolment.close(), doors?.link.close()]);
  }

  /** Listens elsewhere from now on: `all` its doors, or that of the link alone. */
  async move(what: "all" | "link"): Promise<void> {
    await this.kill();
    this.ports = { enrolment: what === "all" ? 0 : this.ports.enrolment, link: 0 };
    await this.open();
  }

  /** Listens again on the same ports, as itself or as somebody else. */
  async open(disguise: Disguise = "itself"): Promise<void> {
    const authority = disguise === "anotherAuthority" ? this.stranger : this.authority;
    const certificate = await serverCertificate(
      authority,
      disguise === "theConsole" ? consoleSpiffeId(TRUST_DOMAIN) : hubSpiffeId(TRUST_DOMAIN),
    );
    const trusting: ServerCertificate = { ...certificate, ca: this.authority.certificatePem };
    const handlers = linkHandlers({
      clusterOf: ({ clusterId }) => this.cluster(clusterId),
      faults: this.faults,
      key: () => this.key,
      unknownKey: this.unknownKey,
      issue: async (cluster, csrPem) => {
        const { certificatePem, bundlePem, notAfter } = await this.enrolled(cluster, csrPem);
        return { certificatePem, bundlePem, notAfter };
      },
      cut: (clusterId) => this.cut(this.cluster(clusterId)),
      heartbeatIntervalMs: this.heartbeatIntervalMs,
    });
    const route = enrolmentRoute({ cluster: (id) => this.clusters.get(id), enrolled: (cluster, csrPem) => this.enrolled(cluster, csrPem) });
    const link = await fakeLinkDoor(trusting, this.ports.link, this.faults, handlers, (socket) => this.admit(socket));
    const enrolment = await fakeEnrolmentDoor(certificate, this.ports.enrolment, this.faults, route);
    this.doors = { enrolment, link };
    this.ports = { enrolment: enrolment.port, link: link.port };
  }

  /** Ends for good and leaves nothing behind. */
  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async enrolled(cluster: FakeCluster, csrPem: string) {
    const { publicKey } = await readCsr(csrPem);
    const svid = await this.authority.issue(
      { publicKey, spiffeId: agentSpiffeId(TRUST_DOMAIN, cluster.id), lifetimeMs: this.faults.svidLifetimeMs },
      new Date(),
    );
    return {
      certificatePem: svid.certificatePem,
      bundlePem: this.authority.certificatePem,
      notAfter: svid.notAfter.toISOString(),
      trustDomain: TRUST_DOMAIN,
      linkUrl: this.linkUrl,
    };
  }

  private admit(socket: TLSSocket): { clusterId: string } | string {
    const certificate = socket.getPeerX509Certificate();
    const der = certificate?.publicKey.export({ type: "spki", format: "der" });
    const fingerprint = der && createHash("sha256").update(der).digest("hex");
    const cluster = [...this.clusters.values()].find(({ id }) => certificate?.subjectAltName === `URI:${agentSpiffeId(TRUST_DOMAIN, id)}`);
    if (!cluster || cluster.keyFingerprint !== fingerprint) return "IdentityMismatch";
    return cluster.isRevoked ? "IdentityRevoked" : { clusterId: cluster.id };
  }
}
