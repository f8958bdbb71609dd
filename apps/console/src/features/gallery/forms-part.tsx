"use client";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { CodeEditor } from "@holdfast/ui/code-editor";
import { Form } from "@holdfast/ui/form";
import { Panel } from "@holdfast/ui/panel";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import { SelectField } from "@holdfast/ui/select-field";
import { Columns, Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useState } from "react";
import { z } from "zod";
import { QuerySample } from "./query-sample";

const environments = [
  { value: "production", label: "production" },
  { value: "test", label: "test" },
  { value: "dr", label: "DR" },
];

const Cluster = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, "Name the cluster in lower-case letters, digits and hyphens"),
  environment: z.enum(["production", "test", "dr"], "Choose what the cluster is for"),
  region: z.string().min(1, "Name the region, for example cn-hangzhou"),
});

function ClusterForm() {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saved, setSaved] = useState("");
  const submit = (form: FormData) => {
    const parsed = Cluster.safeParse(Object.fromEntries(form));
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    setSaved(parsed.success ? parsed.data.name : "");
  };
  return (
    <Panel title="A form that finds its own errors">
      <Form label="Add a cluster" errors={errors} onSubmit={submit}>
        <TextField name="name" label="Name" hint="As it stands in every list, for example prod-hangzhou." isCode isRequired />
        <SelectField name="environment" label="Environment" placeholder="Choose one" options={environments} isRequired />
        <TextField name="region" label="Region" placeholder="cn-hangzhou" isRequired />
        <Checkbox name="armed" label="Show it in the fleet" isCheckedAtFirst />
        <Inline>
          <Button type="submit" variant="primary">
            Add the cluster
          </Button>
          {saved !== "" && <span role="status">Added {saved}</span>}
        </Inline>
      </Form>
    </Panel>
  );
}

function Fields() {
  return (
    <Panel title="Fields">
      <div className="flex flex-col gap-4">
        <TextField name="plain" label="With a hint" hint="What to know before filling it in." defaultValue="bank-core" />
        <TextField name="wrong" label="With an error" error="There is a plan of this name already." defaultValue="bank-core" isRequired />
        <TextField name="secret" type="password" label="Password" defaultValue="correct horse battery" autoComplete="off" />
        <TextField name="reason" label="Reason" lines={3} placeholder="In a few words" />
        <SelectField name="chosen" label="Chosen" options={environments} defaultValue="dr" />
        <TextField name="off" label="Not yours to change" defaultValue="cn-shanghai" isDisabled />
        <SelectField name="off-choice" label="Not yours to choose" options={environments} defaultValue="test" isDisabled />
      </div>
    </Panel>
  );
}

const manifest = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: no-latest-tag # what the binding names
spec:
  validations:
    - expression: "object.spec.replicas <= 10"
      mesage: at most ten
`;

function Manifest() {
  const [text, setText] = useState(manifest);
  return (
    <Panel title="Text of a machine, to write">
      <CodeEditor
        name="manifest"
        label="Manifest"
        hint="Enter keeps the indentation."
        value={text}
        onChange={setText}
        problems={[{ line: 8, column: 7, message: "spec.validations[0].mesage is not a field here (correct its spelling, or remove it)" }]}
        problemsLabel="1 problem"
        placeText={({ line, column }) => `line ${line}, column ${column}`}
      />
    </Panel>
  );
}

/** What is filled in. */
export function FormsPart() {
  return (
    <Stack gap="m">
      <Columns least="l">
        <ClusterForm />
        <Fields />
      </Columns>
      <QuerySample />
      <Manifest />
    </Stack>
  );
}
