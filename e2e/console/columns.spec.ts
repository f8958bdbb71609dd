import { expect } from "@playwright/test";
import { sessionOf } from "../demo/people";
import { columnsOutOfSight } from "../fixtures/columns-in-sight";
import { open } from "../fixtures/open";
import { test } from "../fixtures/quiet-page";

// The width of a usual laptop.
test.use({ storageState: sessionOf("admin"), viewport: { width: 1440, height: 900 } });

const lists = [
  "/clusters",
  "/clusters/prod-hangzhou/nodes",
  "/clusters/prod-hangzhou/workloads",
  "/clusters/prod-hangzhou/network",
  "/clusters/prod-hangzhou/storage",
  "/clusters/prod-hangzhou/policies",
  "/clusters/prod-hangzhou/agent",
  "/inventory",
  "/compare",
  "/components",
  "/changes",
  "/policies",
  "/policies/library",
  "/failover",
  "/identity",
  "/identity/agents",
  "/identity/decisions",
  "/audit",
];

for (const path of lists)
  test(`every column of ${path} is in sight on a laptop`, async ({ page }) => {
    await open(page, path);
    expect(await columnsOutOfSight(page)).toEqual([]);
  });
