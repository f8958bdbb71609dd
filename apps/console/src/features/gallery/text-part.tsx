"use client";
import { Badge } from "@holdfast/ui/badge";
import { Code, CodeBlock } from "@holdfast/ui/code";
import { Link } from "@holdfast/ui/link";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { Columns, Stack } from "@holdfast/ui/stack";
import { Sample } from "./sample";
import { hostileNames } from "./sample-rows";

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: bank-core-service
  namespace: bank-core
  annotations:
    note: "allow\u202etrue\u202c # a bidirectional override, shown by name"
spec:
  replicas: 10
  template:
    spec:
      runtimeClassName: wasmedge
      containers:
        - name: core
          image: registry.example/bank/core:1.42.0@sha256:4c1f0d7a6d1e2b9f8a3c5e7d9b1f3a5c7e9d1b3f5a7c9e1d3b5f7a9c1e3d5b7f
`;

/** What machines say: names, manifests, differences, and what a hostile cluster would say. */
export function TextPart() {
  return (
    <Stack gap="l">
      <Columns least="l">
        <CodeBlock label="bank-core-service.yaml" text={manifest} hasLineNumbers />
        <Stack>
          <ObjectDiff
            difference={{
              kind: "Deployment",
              namespace: "bank-core",
              name: "bank-core-service",
              operation: "update",
              warnings: ["autoscaling/v2 HorizontalPodAutoscaler bank-core-service owns the replicas"],
              fields: [
                { path: "/spec/replicas", before: 3, after: 10 },
                { path: "/metadata/labels/app.kubernetes.io~1version", before: "1.41.0", after: "1.42.0" },
                { path: "/spec/paused", before: true, after: null },
                { path: "/spec/template/spec/containers/0/resources", before: null, after: { limits: { cpu: "4", memory: "8Gi" } } },
              ],
            }}
          />
          <ObjectDiff
            difference={{ kind: "NetworkPolicy", namespace: null, name: "deny-all", operation: "none", warnings: [], fields: [] }}
          />
        </Stack>
      </Columns>
      <Sample title="What a hostile cluster would report">
        <ul className="flex flex-col gap-2">
          {hostileNames.map((name) => (
            <li key={name} className="flex flex-wrap items-center gap-3">
              <Code>{name}</Code>
              <Badge>{name}</Badge>
              <Link href={name}>{name}</Link>
            </li>
          ))}
        </ul>
        <CodeBlock label="Log line" text={hostileNames.join("\n")} />
      </Sample>
    </Stack>
  );
}
