import { KubeConfig } from "@kubernetes/client-node/dist/config.js";

/**
 * A kubeconfig with nothing in it. This module is the only one that names client-node, and it is imported when a kubeconfig is
 * read: so the bundler takes of that library only what its reader needs.
 */
export const emptyKubeConfig = (): KubeConfig => new KubeConfig();
