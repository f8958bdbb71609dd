import type { Health, HealthAssessment } from "@holdfast/contracts/health";

const LONGEST_STATUS = 80;
const LONGEST_REASON = 1024;

/** An assessment whose texts fit the contract, whatever a controller wrote. Throws where it wrote something that is no text. */
export function verdict(health: Health, status: string, reason?: string): HealthAssessment {
  // The types are the API's schema; a simulated or foreign server may break it.
  if (typeof status !== "string" || (reason && typeof reason !== "string")) throw new TypeError("a status or a reason is no text");
  const short = status.slice(0, LONGEST_STATUS);
  return reason ? { health, status: short, reason: reason.slice(0, LONGEST_REASON) } : { health, status: short };
}

/** "3 of 5 replicas are ready": the sentence of everything that counts. */
export const soMany = (count: number, of: number, what: string) => `${count} of ${of} ${what}`;
