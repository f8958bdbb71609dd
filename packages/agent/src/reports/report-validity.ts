import { ReportMessage } from "@holdfast/contracts/agent-link";
import { InventoryRecord } from "@holdfast/contracts/inventory";

/** What a report may still say, and for what was left out why. */
export interface ValidMessages {
  readonly messages: ReportMessage[];
  readonly refused: string[];
}

function validRecords(records: readonly InventoryRecord[], refused: string[]): InventoryRecord[] {
  return records.filter((record) => {
    const parsed = InventoryRecord.safeParse(record);
    if (!parsed.success)
      refused.push(
        `${record.resource} ${record.namespace ?? ""}/${record.name}: ${parsed.error.issues[0]?.path.join(".")} ${parsed.error.issues[0]?.message}`,
      );
    return parsed.success;
  });
}

/**
 * Leaves out of a refused report what the contract does not take, so that one odd object of a cluster does not hold up all
 * others. When nothing of it is wrong by our own contract, the hub is of another release: then all of it goes.
 */
export function withoutInvalid(messages: readonly ReportMessage[]): ValidMessages {
  const refused: string[] = [];
  const valid = messages.flatMap((message) => {
    const kept = message.type === "inventory.delta" ? { ...message, upserts: validRecords(message.upserts, refused) } : message;
    const parsed = ReportMessage.safeParse(kept);
    if (!parsed.success) refused.push(`${message.type}: ${parsed.error.issues[0]?.message}`);
    return parsed.success ? [kept] : [];
  });
  return refused.length > 0 ? { messages: valid, refused } : { messages: [], refused };
}
