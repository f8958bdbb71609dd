import { accessReview } from "@holdfast/contracts/queries/access-review";
import { obstaclesOf } from "../rbac/missing-rights";
import { defineQuery } from "./define-query";

/** `access.review`: what the agent's account lacks for the named commands. A command that this agent does not know lacks everything. */
export const reviewAccess = defineQuery({
  contract: accessReview,
  rbac: [{ apiGroups: ["authorization.k8s.io"], resources: ["selfsubjectaccessreviews"], verbs: ["create"] }],
  async handle({ kube, commands }, { commands: names }) {
    const known = commands.filter((command) => names.includes(command.name));
    const unknown = names.filter((name) => !known.some((command) => command.name === name));
    const obstacles = await Promise.all(known.map((command) => obstaclesOf(kube, command)));
    return {
      missing: obstacles.flatMap(({ command, missing }) => missing.map((right) => ({ command, ...right }))),
      absentKinds: [
        ...obstacles.flatMap(({ command, absentKinds }) => absentKinds.map((kind) => ({ command, ...kind }))),
        ...unknown.map((command) => ({ command, group: "holdfast.dev", resource: command })),
      ],
    };
  },
});
