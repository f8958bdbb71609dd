/** The text that a new plan starts from: valid but for the names, so that the first thing one sees is not a list of errors. */
export const planTemplate = (primary: string, standby: string): string => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata:
  name: my-service
  description: ""
spec:
  group: my-service
  primary: ${primary}
  standby: ${standby}
  rtoSeconds: 60
  approvals:
    required: 1
    expiresAfterSeconds: 1800
  activate:
    steps:
      - name: scale-up
        use: workload.scale
        timeoutSeconds: 60
        onFailure: undo
        with:
          cluster: ${standby}
          namespace: default
          name: my-service
          replicas: 3
`;
