import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { failure } from "../commands/outcome";
import { defineQuery } from "./define-query";

/** `command.rehearse`: a command whose every write is a dry run of the API server, admission included. */
export const rehearseCommand = defineQuery({
  contract: commandRehearse,
  rbac: [],
  async handle({ rehearsal, commands, editable, exec, services = {}, resolve }, { name, input }) {
    const command = commands.find((each) => each.name === name);
    if (!command) return { refusal: { reason: "UnknownCommand", message: `This agent does not know the command ${name}.` }, changes: [] };
    try {
      const { changes } = await command.run({ kube: rehearsal, rehearsal, editable, exec, services, resolve }, input);
      return { refusal: null, changes: [...changes] };
    } catch (cause) {
      const { outcome, reason, message } = failure(cause);
      // A network that failed refuses nothing: the question has no answer then.
      if (outcome !== "refused" && reason !== "Forbidden" && !isVerdict(reason)) throw cause;
      return { refusal: { reason: reason ?? "Refused", message: message ?? "" }, changes: [] };
    }
  },
});

const isVerdict = (reason: string | null) => reason !== null && ["Invalid", "Conflict", "BadRequest"].includes(reason);
