import type { JsonObject } from "@holdfast/contracts/json";
import { number, record, text, texts } from "./told";

/** What is shown of a claim, a volume or a class of storage; null for what it does not tell. */
export interface StorageFacts {
  readonly storageClass: string | null;
  readonly bytes: number | null;
  /** Of a claim its volume, of a volume its claim, of a class its provisioner. */
  readonly of: string | null;
  readonly accessModes: readonly string[];
  readonly reclaimPolicy: string | null;
  readonly isDefault: boolean;
}

/** Reads the facts of storage. A claim that is not bound yet shows what it asked for. */
export function storageFacts(facts: JsonObject): StorageFacts {
  const claim = record(facts.claim);
  const holder = [text(claim.namespace), text(claim.name)].filter((part) => part !== null).join("/");
  return {
    storageClass: text(facts.storageClass),
    bytes: number(facts.capacityBytes) ?? number(facts.requestBytes),
    of: text(facts.volume) ?? (holder === "" ? null : holder) ?? text(facts.provisioner),
    accessModes: texts(facts.accessModes),
    reclaimPolicy: text(facts.reclaimPolicy),
    isDefault: facts.isDefault === true,
  };
}
