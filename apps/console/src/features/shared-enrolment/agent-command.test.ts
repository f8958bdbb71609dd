import { enrolmentOptions, parseLine } from "@holdfast/agent/cli/options";
import { describe, expect, it } from "vitest";
import { agentCommand } from "./agent-command";

const enrolment = {
  clusterId: "01a1fdb6-6c1e-7537-a4e2-00ce12fe7c1d",
  clusterName: "prod-1",
  hubUrl: "https://hub.example.test:7441",
  caPin: "ab".repeat(32),
  token: "hfe_AbC-9_xYz",
};

describe("the command of the agent", () => {
  it("is understood by the agent, word for word", () => {
    const [assignment = "", , ...words] = agentCommand(enrolment).replaceAll("\\\n", "").replaceAll(/['"]/g, "").split(/\s+/);
    const line = parseLine(words, Object.fromEntries([assignment.split("=")]) as Record<string, string>);
    expect(line.command).toBe("run");
    expect(enrolmentOptions(line.values)).toEqual({
      hubUrl: enrolment.hubUrl,
      clusterId: enrolment.clusterId,
      caPin: enrolment.caPin,
      token: enrolment.token,
    });
  });

  it("keeps the token out of what other people on the machine can list", () => {
    expect(agentCommand(enrolment).split("holdfast-agent run")[1]).not.toContain(enrolment.token);
  });
});
