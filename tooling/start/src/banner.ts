import type { DemoUser } from "./demo/demo-users";

/** What the newcomer reads at the end of a start. */
export function banner(about: {
  url: string;
  seconds: number;
  users: readonly DemoUser[] | null;
  setupToken: string | null;
  dataFolder: string;
}): string {
  const lines = ["", `  Holdfast is running: ${about.url}   (after ${about.seconds.toFixed(1)} s; Ctrl-C stops everything)`, ""];
  if (about.users) {
    lines.push("  The fleet is simulated. Sign in as one of:");
    for (const { role, email, password } of about.users) lines.push(`    ${role.padEnd(9)} ${email.padEnd(25)} ${password}`);
  }
  if (about.setupToken)
    lines.push("  Make the first account by this link; it works once, within an hour:", `    ${about.url}/setup#${about.setupToken}`);
  lines.push("", `  Everything is kept in ${about.dataFolder}`, "");
  return lines.join("\n");
}
