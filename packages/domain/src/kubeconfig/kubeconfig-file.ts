import { z } from "zod";

const text = z.string().optional();

/** The part of a kubeconfig that is understood. What else stands there is neither used nor kept. */
export const KubeconfigFile = z.object({
  "current-context": text,
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) })).nullish(),
  clusters: z
    .array(
      z.object({
        name: z.string(),
        cluster: z.object({
          server: z.string(),
          "certificate-authority": text,
          "certificate-authority-data": text,
          "insecure-skip-tls-verify": z.boolean().optional(),
          "tls-server-name": text,
          "proxy-url": text,
        }),
      }),
    )
    .nullish(),
  users: z
    .array(
      z.object({
        name: z.string(),
        user: z
          .object({
            "client-certificate": text,
            "client-certificate-data": text,
            "client-key": text,
            "client-key-data": text,
            token: text,
            tokenFile: text,
            username: text,
            password: text,
            as: text,
            "as-uid": text,
            "as-groups": z.array(z.string()).optional(),
            exec: z.object({ command: text }).nullish(),
            "auth-provider": z.object({ name: text }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
export type KubeconfigFile = z.infer<typeof KubeconfigFile>;
export type FileCluster = NonNullable<KubeconfigFile["clusters"]>[number]["cluster"];
export type FileUser = NonNullable<NonNullable<KubeconfigFile["users"]>[number]["user"]>;
