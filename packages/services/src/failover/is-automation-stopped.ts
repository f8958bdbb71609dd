import { automationStop } from "@holdfast/db/automation-switch";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** Whether the kill switch is engaged: then nothing starts that no person started. */
export const isAutomationStopped = async (tx: Prisma.TransactionClient): Promise<boolean> => (await automationStop(tx)) !== null;
