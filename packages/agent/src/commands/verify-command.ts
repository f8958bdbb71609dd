import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { CommandKey } from "@holdfast/contracts/agent-link";
import { CommandOrder, type SignedCommand } from "@holdfast/contracts/command";
import type { CommandId } from "@holdfast/contracts/ids";

/** The keys that the hub signs with now. Given by the hub on each connection, whose identity was proven before. */
export class CommandKeys {
  private keys = new Map<string, KeyObject>();
  /** How often the hub has given its keys. */
  generation = 0;

  /** Takes the hub's keys in the place of all before. One that is no Ed25519 key is left out. */
  replace(keys: readonly CommandKey[]): void {
    this.generation++;
    this.keys = new Map(
      keys.flatMap(({ keyId, publicKeyPem }): [string, KeyObject][] => {
        try {
          const key = createPublicKey(publicKeyPem);
          return key.asymmetricKeyType === "ed25519" ? [[keyId, key]] : [];
        } catch {
          return [];
        }
      }),
    );
  }

  find(keyId: string): KeyObject | undefined {
    return this.keys.get(keyId);
  }
}

/** A command whose sender is proven, or why it is not. Only `order` may be believed. */
export type Verified =
  | { readonly order: CommandOrder }
  | { readonly refusal: "KeyUnknown" | "SignatureInvalid" | "Malformed" | "WrongCluster" | "SequenceMismatch" };

/** The id that an unproven command claims: good for nothing but a refusal under that name. */
export function claimedId(command: SignedCommand): CommandId | undefined {
  try {
    return CommandOrder.pick({ id: true }).loose().parse(JSON.parse(command.payload)).id;
  } catch {
    return undefined;
  }
}

/** Checks that the hub signed exactly these bytes, for this cluster, under this number. */
export function verifyCommand(command: SignedCommand, seq: number, clusterId: string, keys: CommandKeys): Verified {
  const key = keys.find(command.keyId);
  if (!key) return { refusal: "KeyUnknown" };
  if (!verify(null, Buffer.from(command.payload), key, Buffer.from(command.signature, "base64"))) return { refusal: "SignatureInvalid" };
  let order: CommandOrder;
  try {
    order = CommandOrder.parse(JSON.parse(command.payload));
  } catch {
    return { refusal: "Malformed" };
  }
  if (order.clusterId !== clusterId) return { refusal: "WrongCluster" };
  if (order.seq !== seq) return { refusal: "SequenceMismatch" };
  return { order };
}
