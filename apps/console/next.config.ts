import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { staticHeaders } from "./src/security/headers";

const root = fileURLToPath(new URL("../..", import.meta.url));

const config: NextConfig = {
  output: process.env.STANDALONE === "1" ? "standalone" : undefined,
  outputFileTracingRoot: root,
  turbopack: { root },
  transpilePackages: ["api", "contracts", "db", "domain", "services", "signals", "ui"].map((name) => `@holdfast/${name}`),
  // Packages that load files from beside themselves (WebAssembly, native parts, worker threads) are required as they are.
  serverExternalPackages: ["@cedar-policy/cedar-wasm", "@prisma/client", "@prisma/adapter-pg", "pg", "pino"],
  typedRoutes: true,
  poweredByHeader: false,
  // The console shows no picture that would have to be scaled; without the optimiser its library stays out of the image.
  images: { unoptimized: true },
  agentRules: false,
  // Browsers ask for it by themselves while a page's own mark is not in its head yet.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [{ source: "/:path*", headers: staticHeaders() }],
};

const withMessages = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  experimental: { messages: { path: "./messages", locales: ["en", "zh-CN"], format: "json", precompile: true } },
});

export default withMessages(config);
