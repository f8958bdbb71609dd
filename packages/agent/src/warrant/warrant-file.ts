// One warrant on the agent's disk: what was signed and by which key, when that was by the machine's own clock, and a line for whatever
// was done under it. Written before anything is done, and judged anew from its first byte at every start.
import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Warrant, WarrantEnvelope, WarrantLine } from "@holdfast/contracts/warrant";
import { z } from "zod";
import { AppendFile } from "../commands/append-file";
import { writeAtomically } from "../identity/atomic-file";
import type { Anchor } from "./boot-clock";
import { verifyWarrant } from "./verify-warrant";

const Head = z.strictObject({
  envelope: WarrantEnvelope,
  keyId: z.string(),
  publicKeyPem: z.string(),
  anchor: z.strictObject({ bootId: z.string(), uptimeMs: z.number(), hubMs: z.number() }),
});

/** What is kept of a warrant when it is taken. */
export interface KeptWarrant {
  readonly warrant: Warrant;
  readonly envelope: WarrantEnvelope;
  readonly key: KeyObject;
  readonly keyId: string;
  readonly anchor: Anchor;
}

/** The file of a warrant, and what is in it. */
export class WarrantFile {
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly warrant: Warrant,
    readonly anchor: Anchor,
    readonly lines: WarrantLine[],
    private readonly log: AppendFile,
  ) {}

  /** Keeps a warrant: when this returns it is on the disk whole. */
  static async create(folder: string, { warrant, envelope, key, keyId, anchor }: KeptWarrant): Promise<WarrantFile> {
    const publicKeyPem = key.export({ type: "spki", format: "pem" }).toString();
    const text = `${JSON.stringify(Head.parse({ envelope, keyId, publicKeyPem, anchor }))}\n`;
    const file = join(folder, fileOf(warrant.id));
    await writeAtomically(file, text);
    return new WarrantFile(warrant, anchor, [], await AppendFile.open(file, Buffer.byteLength(text), folder));
  }

  /** Reads a warrant back. Null when the file is not what was written: then nothing may be done under it. A torn last line is cut off. */
  static async open(folder: string, name: string, clusterId: string): Promise<WarrantFile | null> {
    const file = join(folder, name);
    const content = await readFile(file);
    const [head, ...rest] = content.toString("utf8").split("\n");
    const kept = parsed(Head, head);
    if (!kept) return null;
    const verified = verifyWarrant(kept.envelope, clusterId, (id) => (id === kept.keyId ? createPublicKey(kept.publicKeyPem) : undefined));
    if ("refusal" in verified || name !== fileOf(verified.warrant.id)) return null;
    const read = rest.map((text) => parsed(WarrantLine, text));
    const torn = read.indexOf(null);
    const sound = (torn < 0 ? read : read.slice(0, torn)) as WarrantLine[];
    // A broken line with a sound one behind it is no crash but damage.
    if (torn >= 0 && read.slice(torn).some((line) => line !== null)) return null;
    const soundBytes = Buffer.byteLength([head, ...rest.slice(0, sound.length), ""].join("\n"));
    return new WarrantFile(verified.warrant, kept.anchor, sound, await AppendFile.open(file, soundBytes, folder));
  }

  /** Writes a line down. Rejects when it is not on the disk. */
  append(line: WarrantLine): Promise<void> {
    const mine = this.writing.then(async () => {
      await this.log.append(JSON.stringify(line));
      this.lines.push(line);
    });
    this.writing = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.log.close();
  }
}

const fileOf = (warrantId: string) => `${warrantId}.journal`;

function parsed<S extends z.ZodType>(schema: S, text: string | undefined): z.output<S> | null {
  try {
    return schema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
