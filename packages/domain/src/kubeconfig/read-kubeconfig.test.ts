import { createAuthority } from "@holdfast/testkit/testbed/pki";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { proposeName } from "./propose-name";
import { readKubeconfig } from "./read-kubeconfig";

const NOW = new Date("2026-11-21T12:00:00Z");
const rules = { now: NOW, isLoopbackAllowed: false };
const SECRET = "s3cr3t-that-nobody-may-see";

interface Parts {
  readonly cluster?: object;
  readonly user?: object;
  readonly context?: object;
}

/** A kubeconfig with one context, as kubectl writes it. */
const file = ({ cluster = {}, user = { token: SECRET }, context = {} }: Parts = {}) =>
  stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "one",
    clusters: [{ name: "c", cluster: { server: "https://10.0.0.7:6443", "certificate-authority-data": "Q0E=", ...cluster } }],
    users: [{ name: "u", user }],
    contexts: [{ name: "one", context: { cluster: "c", user: "u", ...context } }],
  });
const read = (parts: Parts, about = rules) => readKubeconfig(file(parts), about)[0];
const codes = (parts: Parts, about = rules) => read(parts, about)?.refusals.map(({ phrase }) => phrase?.code);
const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;

/** A client certificate that ends in thirty days, and its key, as a kubeconfig holds them. */
async function aCertificate() {
  const { certificatePem, privateKeyPem } = await (await createAuthority("test")).issueClient("ana");
  return { certificate: Buffer.from(certificatePem).toString("base64"), key: Buffer.from(privateKeyPem).toString("base64") };
}

describe("a context of a kubeconfig", () => {
  it("is read with nothing but what leads to its cluster", () => {
    const context = read({ context: { namespace: "shop" } });
    expect(context).toMatchObject({
      context: "one",
      isCurrent: true,
      server: "https://10.0.0.7:6443",
      kind: "token",
      refusals: [],
      expiresAt: null,
    });
    expect(context?.access).toEqual({
      server: "https://10.0.0.7:6443",
      ca: "Q0E=",
      tlsServerName: null,
      credential: { kind: "token", token: SECRET },
    });
  });

  it("tells when its client certificate or its token ends, and is refused once it has", async () => {
    const { certificate, key } = await aCertificate();
    const user = { "client-certificate-data": certificate, "client-key-data": key };
    const now = new Date();
    const [fresh] = readKubeconfig(file({ user }), { ...rules, now });
    expect((fresh?.expiresAt?.getTime() ?? 0) - now.getTime()).toBeGreaterThan(29 * 86_400_000);
    expect(fresh?.refusals).toEqual([]);
    const later = { ...rules, now: new Date(now.getTime() + 31 * 86_400_000) };
    expect(codes({ user }, later)).toEqual(["ContextExpired"]);
    const exp = NOW.getTime() / 1000;
    expect(read({ user: { token: jwt({ exp: exp + 60 }) } })?.expiresAt).toEqual(new Date(NOW.getTime() + 60_000));
    expect(codes({ user: { token: jwt({ exp: exp - 1 }) } })).toEqual(["ContextExpired"]);
  });

  it.each<[string, Parts, string[]]>([
    ["runs a program", { user: { exec: { command: "aws", args: ["eks", "get-token"] } } }, ["ContextRunsProgram"]],
    ["runs a program beside a token", { user: { token: SECRET, exec: { command: "sh" } } }, ["ContextRunsProgram"]],
    ["uses an auth provider", { user: { "auth-provider": { name: "oidc" } } }, ["ContextAuthProvider"]],
    ["reads a token from a file", { user: { tokenFile: "/etc/shadow" } }, ["ContextNamesFile"]],
    [
      "reads its certificate from files",
      { user: { "client-certificate": "/a", "client-key": "/b" } },
      ["ContextNamesFile", "ContextNamesFile"],
    ],
    [
      "reads its authority from a file",
      { cluster: { "certificate-authority": "/a", "certificate-authority-data": undefined } },
      ["ContextNamesFile"],
    ],
    ["trusts whoever answers", { cluster: { "insecure-skip-tls-verify": true } }, ["ContextInsecure"]],
    ["goes through a proxy", { cluster: { "proxy-url": "http://169.254.169.254/" } }, ["ContextProxy"]],
    ["acts as somebody else", { user: { token: SECRET, as: "system:admin" } }, ["ContextImpersonates"]],
    ["has no credential", { user: {} }, ["ContextNoCredential"]],
    [
      "has a certificate that is none",
      { user: { "client-certificate-data": "AAAA", "client-key-data": "AAAA" } },
      ["ContextCertificateWrong"],
    ],
    ["names no cluster of the file", { context: { cluster: "gone" } }, ["ContextWithoutCluster"]],
    ["names no user of the file", { context: { user: "gone" } }, ["ContextWithoutUser"]],
  ])("is refused with its remedy when it %s, and nothing of it is kept", (_, parts, expected) => {
    expect(codes(parts)).toEqual(expected);
    expect(read(parts)?.access).toBeNull();
    for (const { message } of read(parts)?.refusals ?? []) expect(message).not.toContain(SECRET);
  });

  it.each<[string, string]>([
    ["https://169.254.169.254/", "ContextLinkLocal"],
    ["https://[fe80::1]:6443", "ContextLinkLocal"],
    ["https://[::ffff:169.254.169.254]/", "ContextLinkLocal"],
    ["https://metadata.google.internal/", "ContextLinkLocal"],
    ["https://2852039166/", "ContextLinkLocal"],
    ["https://0xa9fea9fe/", "ContextLinkLocal"],
    ["https://127.0.0.1:6443", "ContextLoopback"],
    ["https://localhost:6443", "ContextLoopback"],
    ["https://[::1]:6443", "ContextLoopback"],
    ["https://[::ffff:7f00:1]:6443", "ContextLoopback"],
    ["https://0.0.0.0:6443", "ContextLoopback"],
    ["http://10.0.0.7:6443", "ContextServerWrong"],
    ["file:///etc/passwd", "ContextServerWrong"],
    ["https://ana:secret@10.0.0.7", "ContextServerWrong"],
    ["not a url", "ContextServerWrong"],
  ])("is refused for the address %s", (server, code) => {
    expect(codes({ cluster: { server } })).toEqual([code]);
  });

  it("may name this machine where that is allowed, and a metadata address nowhere", () => {
    const here = { ...rules, isLoopbackAllowed: true };
    expect(codes({ cluster: { server: "http://127.0.0.1:8001" } }, here)).toEqual([]);
    expect(codes({ cluster: { server: "https://169.254.169.254" } }, here)).toEqual(["ContextLinkLocal"]);
    expect(codes({ cluster: { server: "http://10.0.0.7" } }, here)).toEqual(["ContextServerWrong"]);
  });
});

describe("a text that is no kubeconfig", () => {
  it.each([
    ["nothing of it", "hello"],
    ["broken YAML", `users: [{ token: ${SECRET}`],
    ["a wrong shape", stringify({ contexts: [{ name: SECRET }] })],
    ["no contexts", "apiVersion: v1"],
    [
      "a bomb of aliases",
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
    ],
    [
      "too many contexts",
      stringify({ contexts: Array.from({ length: 101 }, (_, i) => ({ name: `c${i}`, context: { cluster: "c", user: "u" } })) }),
    ],
  ])("is refused, and quoted nowhere: %s", (_, text) => {
    let message = "";
    try {
      readKubeconfig(text, rules);
    } catch (cause) {
      message = (cause as Error).message;
    }
    expect(message).toMatch(/^kubeconfig: /);
    expect(message).not.toContain(SECRET);
  });
});

describe("the name of an imported cluster", () => {
  it.each([
    ["kind-dev", "kind-dev"],
    ["admin@Fra_1", "fra-1"],
    ["arn:aws:eks:eu-central-1:123:cluster/shop", "shop"],
    ["gke_my-project_europe-west3_shop-1", "shop-1"],
    ["生产", "cluster"],
    ["a".repeat(80), "a".repeat(63)],
  ])("is a DNS label made of its context: %s", (context, name) => {
    expect(proposeName(context, new Set())).toBe(name);
  });

  it("is one that nobody has yet", () => {
    expect(proposeName("shop", new Set(["shop", "shop-2"]))).toBe("shop-3");
    expect(proposeName("a".repeat(63), new Set(["a".repeat(63)]))).toBe(`${"a".repeat(61)}-2`);
  });
});
