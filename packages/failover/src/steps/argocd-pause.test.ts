import { describeFieldsStep } from "../../test/fields-step-cases";

const status = (operation: string) => ({
  ...{ operation, message: "", operationKey: "", sync: "Synced", health: "Healthy" },
  comparedTo: { server: "https://prod.example", name: "", namespace: "bank" },
});

describeFieldsStep({
  use: "argocd.pause",
  parameters: {},
  from: { automated: { prune: true, selfHeal: true } },
  to: { automated: null },
  status: { before: status("Succeeded"), pending: status("Running"), settled: status("Succeeded") },
  says: { pending: "a synchronisation that had begun to end", done: "Argo CD does not synchronise it by itself" },
  strange: { automated: { prune: false } },
});
