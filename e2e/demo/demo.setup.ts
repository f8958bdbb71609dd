import { expect, test as setup } from "@playwright/test";
import { personOf, roles, sessionOf } from "./people";

setup.describe.configure({ mode: "serial" });

setup("the demo's users sign in", async ({ playwright, baseURL }) => {
  for (const role of roles) {
    const { email, password } = personOf(role);
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL ?? "" } });
    const answer = await request.post("/api/auth/sign-in/email", { data: { email, password } });
    expect(answer.status()).toBe(200);
    await request.storageState({ path: sessionOf(role) });
    await request.dispose();
  }
});

setup("the agents of the demo's three clusters enrol themselves", async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL, storageState: sessionOf("viewer") });
  const links = async () => {
    const answer = await request.get("/api/trpc/fleet.overview");
    const { result } = (await answer.json()) as {
      result: { data: { json: { clusters: { cluster: { name: string; link: { state: string } } }[] } } };
    };
    return result.data.json.clusters.map(({ cluster }) => `${cluster.name} ${cluster.link.state}`).sort();
  };
  await expect.poll(links, { timeout: 60_000 }).toEqual(["dr-shanghai connected", "prod-hangzhou connected", "test connected"]);
  await request.dispose();
});
