/** What keeps a context of a kubeconfig from being imported, each with its remedy. */
export const importPhrases = {
  KubeconfigUnreadable: "kubeconfig: this is not one ({why}). Check it with: kubectl config view --kubeconfig <file>",
  KubeconfigEmpty: "kubeconfig: it has no contexts.",
  KubeconfigTooMany:
    "kubeconfig: it has {count} contexts; at most {most} are read at once. Take those that you need: kubectl config view --minify --flatten --context <name>",
  ContextAbsent: "The kubeconfig has no context {context}.",
  ContextWithoutCluster: "It names the cluster {cluster}, which the file does not have. Mend the file.",
  ContextWithoutUser: "It names the user {user}, which the file does not have. Mend the file.",
  ContextRunsProgram:
    "Its user is proven by a program ({program}), and Holdfast runs no program of a kubeconfig. Use the token of a service account.",
  ContextAuthProvider: "Its user is proven by an auth provider ({provider}), which is not used. Use the token of a service account.",
  ContextNamesFile:
    "{field} names a file of your machine. Put the file's content in: kubectl config view --flatten --minify --context {context}",
  ContextInsecure:
    "insecure-skip-tls-verify is on: whoever answers would be given the credential. Name the authority: certificate-authority-data.",
  ContextProxy: "proxy-url is not used. Name an address that the hub reaches by itself.",
  ContextImpersonates: "It acts as somebody else ({field}). Use an account that has the rights itself.",
  ContextServerWrong: "{server} is no https address of an API server.",
  ContextLoopback: "{host} is your own machine. Name the address by which the hub reaches the API server.",
  ContextLinkLocal: "{host} is a link-local or metadata address, which is never asked.",
  ContextNoCredential: "Its user has no credential: neither client certificate nor token.",
  ContextCertificateWrong: "Its client certificate can't be read. Export the kubeconfig again.",
  ContextExpired: "Its credential ended on {at}. Renew it, then export the kubeconfig again.",
  ContextUnusable: "{context}: {refusals}",
  ImportTwice: "{context} and {other} were both chosen under the name {cluster}.",
  ImportAbsent: "There is no such import, or you may not see it.",
  MemberAbsent: "No cluster that you may see lists {cluster} any more. Read the list again.",
  MemberManaged: "It is in the fleet already, as {cluster}.",
  MemberManagedHidden: "It is in the fleet already, as a cluster that you may not see.",
  ImportsOff: "No hub that runs agents beside itself is at work. Start a hub of this release, then try again.",
  ClusterHasAgent: "{cluster} has an agent of its own that is connected. Revoke it first.",
  HostedAbsent: "No agent of {cluster} runs beside the hub.",
} as const;
