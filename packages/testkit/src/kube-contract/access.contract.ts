import { describe, expect, it } from "vitest";
import { configMap } from "./fixtures";
import type { KubeTarget } from "./kube-target";
import { contractSuite } from "./suite";

const REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
const RULES = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
const review = (resourceAttributes: object) => ({
  kind: "SelfSubjectAccessReview",
  apiVersion: "authorization.k8s.io/v1",
  spec: { resourceAttributes },
});

/** Who may do what, and how one learns it. */
export function describeAccess(target: () => KubeTarget): void {
  const suite = contractSuite(target);
  const reader = () => suite.target.podReaderHeaders;

  describe("access", () => {
    it("is denied to a token that nobody has", async () => {
      expect((await suite.client.get("/api/v1/pods", { authorization: "Bearer nobody" })).body).toMatchObject({
        ...{ kind: "Status", code: 401, reason: "Unauthorized", message: "Unauthorized" },
      });
    });

    it("is given within the rights, and refused beyond them with who, what and where", async () => {
      expect((await suite.client.get(suite.path("pods"), reader())).status).toBe(200);
      const { body } = await suite.client.get(suite.path("configmaps"), reader());
      expect(body).toMatchObject({ code: 403, reason: "Forbidden", details: { kind: "configmaps" } });
      expect(body.message).toMatch(
        new RegExp(
          `^configmaps is forbidden: User ".+" cannot list resource "configmaps" in API group "" in the namespace "${suite.namespace}"$`,
        ),
      );
    });

    it("to a door is a right of its own", async () => {
      const { body } = await suite.client.get(`${suite.path("apps/v1/deployments", "x")}/scale`, reader());
      expect(body.message).toMatch(
        /^deployments\.apps "x" is forbidden: User ".+" cannot get resource "deployments\/scale" in API group "apps"/,
      );
      const { message } = (await suite.client.get("/api/v1/nodes/x", reader())).body;
      expect(message).toMatch(/cannot get resource "nodes" in API group "" at the cluster scope$/);
    });

    it("to write is refused before the body is looked at", async () => {
      expect((await suite.client.post(suite.path("configmaps"), configMap("x"), reader())).body).toMatchObject({
        code: 403,
        reason: "Forbidden",
      });
      expect((await suite.client.post(suite.path("configmaps"), {}, reader())).status).toBe(403);
    });

    it("to versions and health is everyone's", async () => {
      for (const path of ["/version", "/healthz", "/api", "/apis"]) expect((await suite.client.get(path, reader())).status).toBe(200);
      expect((await suite.client.get("/metrics", reader())).body).toMatchObject({
        code: 403,
        message: expect.stringContaining('cannot get path "/metrics"'),
      });
    });
  });

  describe("a review of one's own access", () => {
    it("says yes to what is allowed", async () => {
      const answer = await suite.client.post(
        REVIEW,
        review({ verb: "patch", group: "apps", resource: "deployments", subresource: "scale", namespace: "default" }),
      );
      expect(answer).toMatchObject({ status: 201, body: { kind: "SelfSubjectAccessReview", status: { allowed: true } } });
    });

    it("says no to what is not, for the one who asks", async () => {
      const allowed = async (attributes: object) => (await suite.client.post(REVIEW, review(attributes), reader())).body.status;
      expect(await allowed({ verb: "list", resource: "pods", namespace: suite.namespace })).toMatchObject({ allowed: true });
      expect(await allowed({ verb: "list", resource: "secrets", namespace: suite.namespace })).toMatchObject({ allowed: false });
      expect(await allowed({ verb: "delete", resource: "pods", namespace: suite.namespace })).toMatchObject({ allowed: false });
    });

    it("wants one question, not none and not two", async () => {
      expect((await suite.client.post(REVIEW, { spec: {} })).body).toMatchObject({
        ...{ code: 422, details: { causes: [{ field: "spec.resourceAttributes" }] } },
      });
      const both = { spec: { resourceAttributes: { verb: "get" }, nonResourceAttributes: { path: "/x", verb: "get" } } };
      expect((await suite.client.post(REVIEW, both)).body).toMatchObject({
        code: 422,
        details: { causes: [{ field: "spec.nonResourceAttributes" }] },
      });
    });

    it("can list all rules of a namespace", async () => {
      const { body } = await suite.client.post(RULES, { spec: { namespace: suite.namespace } }, reader());
      const { resourceRules } = body.status as { resourceRules: { verbs: string[]; resources: string[] }[] };
      const pods = resourceRules.find(({ resources }) => resources.includes("pods"));
      expect(pods?.verbs).toEqual(expect.arrayContaining(["get", "list", "watch"]));
      expect(resourceRules.some(({ resources }) => resources.includes("secrets"))).toBe(false);
      expect((await suite.client.post(RULES, { spec: {} })).body).toMatchObject({ code: 400, message: "no namespace on request" });
    });
  });
}
