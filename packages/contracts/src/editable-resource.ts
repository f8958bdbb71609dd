/** A resource as an agent is told of it: plural, dot, group. */
export const RESOURCE_KEY = /^[a-z0-9]+(\.[a-z0-9-]+)*$/;

/** What nobody may open for editing: Secrets, rights, and the policies that go through rollouts with approvals. */
export const NEVER_EDITABLE =
  /^(secrets|serviceaccounts|.*\.rbac\.authorization\.k8s\.io|.*\.admissionregistration\.k8s\.io|certificatesigningrequests\..*)$/;

/** The most resources that one agent is opened for. */
export const MOST_EDITABLE = 50;
