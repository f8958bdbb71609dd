// Writes the template of the agent's manifest anew after the agent's rights or its deployment have changed:
//   npx tsx apps/console/test/write-agent-manifest.ts
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { manifestTemplate } from "./agent-manifest-source";

const FILE = fileURLToPath(new URL("../src/features/shared-enrolment/generated/agent-manifest-template.ts", import.meta.url));

writeFileSync(
  FILE,
  `/** What the agent's own \`manifest\` command prints, with holes. Written by test/write-agent-manifest.ts, and held against the agent by a test. */
export const agentManifestTemplate = \`${manifestTemplate().replace(/[\\`$]/g, String.raw`\$&`)}\`;
`,
);
