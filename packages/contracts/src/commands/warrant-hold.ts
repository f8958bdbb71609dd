import { z } from "zod";
import { agentContract } from "../command";
import { WarrantEnvelope } from "../warrant";

/**
 * Has the agent keep a warrant, in the place of every earlier one of its run. Refused: `SignatureInvalid`, `KeyUnknown`, `Malformed`,
 * `WrongCluster`, `StaleEpoch`, `Expired`, `Superseded`, and `UnknownStep` where the agent does not know an order or a question of it.
 */
export const warrantHold = agentContract(
  "warrant.hold",
  z.strictObject({ envelope: WarrantEnvelope }),
  z.object({ warrantId: z.uuid(), expiresAt: z.iso.datetime() }),
);
