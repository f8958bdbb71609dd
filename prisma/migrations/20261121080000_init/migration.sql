-- CreateEnum
CREATE TYPE "UserRole" AS ENUM ('viewer', 'operator', 'approver', 'admin');

-- CreateEnum
CREATE TYPE "Environment" AS ENUM ('production', 'test', 'dr');

-- CreateEnum
CREATE TYPE "Health" AS ENUM ('Healthy', 'Suspended', 'Progressing', 'Missing', 'Degraded', 'Unknown');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "UserRole" NOT NULL,
    "selector" JSONB NOT NULL,
    "granted_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "target_name" TEXT NOT NULL,
    "cluster_id" UUID,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "decision" JSONB,
    "request_id" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoint" (
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "cluster_ids" UUID[],
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "event_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "cluster" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "region" TEXT NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "is_simulated" BOOLEAN NOT NULL DEFAULT false,
    "kubernetes_version" TEXT,
    "cluster_uid" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment_token" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrolment_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_identity" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "key_fingerprint" TEXT NOT NULL,
    "public_key_pem" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,

    CONSTRAINT "agent_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_link" (
    "cluster_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "hub_id" TEXT,
    "last_heartbeat_at" TIMESTAMPTZ(3),
    "agent_version" TEXT,
    "protocol" INTEGER,
    "boot_id" UUID,
    "acked_seq" BIGINT NOT NULL DEFAULT 0,
    "command_seq" BIGINT NOT NULL DEFAULT 0,
    "clock_skew_ms" INTEGER,

    CONSTRAINT "agent_link_pkey" PRIMARY KEY ("cluster_id")
);

-- CreateTable
CREATE TABLE "link_transition" (
    "id" BIGSERIAL NOT NULL,
    "cluster_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "hub_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub_presence" (
    "hub_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hub_presence_pkey" PRIMARY KEY ("hub_id")
);

-- CreateTable
CREATE TABLE "cluster_finding" (
    "cluster_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "cluster_finding_pkey" PRIMARY KEY ("cluster_id","code","object")
);

-- CreateTable
CREATE TABLE "inventory_object" (
    "cluster_id" UUID NOT NULL,
    "uid" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "health" "Health" NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "ready" INTEGER,
    "desired" INTEGER,
    "restarts" INTEGER,
    "node" TEXT,
    "owner_kind" TEXT,
    "owner_name" TEXT,
    "owner_uid" TEXT,
    "labels" JSONB NOT NULL,
    "images" TEXT[],
    "facts" JSONB NOT NULL,
    "digest" BIGINT NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inventory_object_pkey" PRIMARY KEY ("cluster_id","uid")
);

-- CreateTable
CREATE TABLE "inventory_count" (
    "cluster_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "health" "Health" NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "inventory_count_pkey" PRIMARY KEY ("cluster_id","resource","health")
);

-- CreateTable
CREATE TABLE "inventory_resource" (
    "cluster_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "is_namespaced" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "inventory_resource_pkey" PRIMARY KEY ("cluster_id","resource")
);

-- CreateTable
CREATE TABLE "command" (
    "id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "scope" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "reason" TEXT,
    "message" TEXT,
    "output" JSONB,
    "changes" JSONB,
    "accepted_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "placement" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "latest" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "policy_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "yaml" TEXT NOT NULL,
    "objects" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("policy_id","number")
);

-- CreateTable
CREATE TABLE "policy_preview" (
    "policy_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "cluster_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "previewed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_preview_pkey" PRIMARY KEY ("policy_id","number","cluster_id")
);

-- CreateTable
CREATE TABLE "rollout" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "to_version" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "waves" JSONB NOT NULL,
    "current_wave" INTEGER NOT NULL DEFAULT 0,
    "decisions" JSONB NOT NULL DEFAULT '[]',
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout_target" (
    "rollout_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "wave" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "command_id" UUID,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollout_target_pkey" PRIMARY KEY ("rollout_id","cluster_id")
);

-- CreateTable
CREATE TABLE "policy_deployment" (
    "policy_id" UUID NOT NULL,
    "cluster_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "objects" JSONB NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_deployment_pkey" PRIMARY KEY ("policy_id","cluster_id")
);

-- CreateTable
CREATE TABLE "protection_group" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "active_site" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "protection_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "group_id" UUID NOT NULL,
    "latest" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_version" (
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "yaml" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("plan_id","number")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "findings" JSONB NOT NULL,
    "is_ready" BOOLEAN NOT NULL,
    "content_hash" TEXT NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "group_id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "primary_id" UUID NOT NULL,
    "standby_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "phase_message" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "approvals_required" INTEGER NOT NULL,
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "intent" TEXT,
    "intent_by_id" TEXT,
    "intent_by_name" TEXT,
    "intent_reason" TEXT,
    "is_undoing" BOOLEAN NOT NULL DEFAULT false,
    "primary_lost_at" TIMESTAMPTZ(3),
    "primary_loss_seen_at" TIMESTAMPTZ(3),
    "guards" JSONB NOT NULL DEFAULT '[]',
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_name" TEXT NOT NULL DEFAULT '',
    "approver_id" TEXT NOT NULL,
    "approver_name" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "subject_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step_run" (
    "run_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "use" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "cluster_id" UUID,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT NOT NULL DEFAULT '',
    "undo_record" JSONB,
    "is_irreversible" BOOLEAN NOT NULL DEFAULT false,
    "command_id" UUID,
    "undo_command_id" UUID,
    "changes" JSONB NOT NULL DEFAULT '[]',
    "started_at" TIMESTAMPTZ(3),
    "deadline_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "step_run_pkey" PRIMARY KEY ("run_id","index")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "run_id" UUID NOT NULL,
    "step_index" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "transition" TEXT NOT NULL,
    "lease_epoch" BIGINT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("run_id","step_index","attempt","transition")
);

-- CreateTable
CREATE TABLE "scenario_case" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "saved_by_id" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenario_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_evaluation" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "results" JSONB NOT NULL,
    "verdict_hash" TEXT NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE INDEX "role_grant_user_id_idx" ON "role_grant"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_token_hash_key" ON "setup_link"("token_hash");

-- CreateIndex
CREATE INDEX "audit_entry_action_seq_idx" ON "audit_entry"("action", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_seq_idx" ON "audit_entry"("actor_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_target_kind_target_id_seq_idx" ON "audit_entry"("target_kind", "target_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_cluster_id_seq_idx" ON "audit_entry"("cluster_id", "seq");

-- CreateIndex
CREATE INDEX "event_at_idx" ON "event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "cluster_name_key" ON "cluster"("name");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_token_token_hash_key" ON "enrolment_token"("token_hash");

-- CreateIndex
CREATE INDEX "enrolment_token_cluster_id_idx" ON "enrolment_token"("cluster_id");

-- CreateIndex
CREATE INDEX "agent_identity_cluster_id_idx" ON "agent_identity"("cluster_id");

-- CreateIndex
CREATE INDEX "link_transition_cluster_id_id_idx" ON "link_transition"("cluster_id", "id");

-- CreateIndex
CREATE INDEX "inventory_object_resource_name_cluster_id_uid_idx" ON "inventory_object"("resource", "name", "cluster_id", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_cluster_id_resource_name_uid_idx" ON "inventory_object"("cluster_id", "resource", "name", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_resource_health_name_cluster_id_uid_idx" ON "inventory_object"("resource", "health", "name", "cluster_id", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_resource_created_at_cluster_id_uid_idx" ON "inventory_object"("resource", "created_at", "cluster_id", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_resource_restarts_cluster_id_uid_idx" ON "inventory_object"("resource", "restarts", "cluster_id", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_cluster_id_resource_uid_idx" ON "inventory_object"("cluster_id", "resource", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_cluster_id_node_idx" ON "inventory_object"("cluster_id", "node");

-- CreateIndex
CREATE INDEX "inventory_object_resource_namespace_name_cluster_id_uid_idx" ON "inventory_object"("resource", "namespace", "name", "cluster_id", "uid");

-- CreateIndex
CREATE INDEX "inventory_object_owner_uid_idx" ON "inventory_object"("owner_uid");

-- CreateIndex
CREATE INDEX "inventory_resource_resource_idx" ON "inventory_resource"("resource");

-- CreateIndex
CREATE UNIQUE INDEX "command_idempotency_key_key" ON "command"("idempotency_key");

-- CreateIndex
CREATE INDEX "command_cluster_id_finished_at_idx" ON "command"("cluster_id", "finished_at");

-- CreateIndex
CREATE UNIQUE INDEX "command_cluster_id_seq_key" ON "command"("cluster_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "policy_name_key" ON "policy"("name");

-- CreateIndex
CREATE INDEX "rollout_policy_id_requested_at_idx" ON "rollout"("policy_id", "requested_at");

-- CreateIndex
CREATE INDEX "rollout_phase_idx" ON "rollout"("phase");

-- CreateIndex
CREATE INDEX "rollout_target_command_id_idx" ON "rollout_target"("command_id");

-- CreateIndex
CREATE UNIQUE INDEX "protection_group_name_key" ON "protection_group"("name");

-- CreateIndex
CREATE UNIQUE INDEX "plan_name_key" ON "plan"("name");

-- CreateIndex
CREATE INDEX "evaluation_plan_id_number_evaluated_at_idx" ON "evaluation"("plan_id", "number", "evaluated_at");

-- CreateIndex
CREATE INDEX "run_plan_id_requested_at_idx" ON "run"("plan_id", "requested_at");

-- CreateIndex
CREATE INDEX "run_phase_idx" ON "run"("phase");

-- CreateIndex
CREATE INDEX "run_group_id_phase_idx" ON "run"("group_id", "phase");

-- CreateIndex
CREATE UNIQUE INDEX "approval_run_id_step_name_approver_id_key" ON "approval"("run_id", "step_name", "approver_id");

-- CreateIndex
CREATE UNIQUE INDEX "scenario_case_name_key" ON "scenario_case"("name");

-- CreateIndex
CREATE INDEX "case_evaluation_case_id_evaluated_at_idx" ON "case_evaluation"("case_id", "evaluated_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment_token" ADD CONSTRAINT "enrolment_token_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_identity" ADD CONSTRAINT "agent_identity_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_link" ADD CONSTRAINT "agent_link_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cluster_finding" ADD CONSTRAINT "cluster_finding_cluster_id_fkey" FOREIGN KEY ("cluster_id") REFERENCES "cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout" ADD CONSTRAINT "rollout_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_target" ADD CONSTRAINT "rollout_target_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_deployment" ADD CONSTRAINT "policy_deployment_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protection_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_plan_id_number_fkey" FOREIGN KEY ("plan_id", "number") REFERENCES "plan_version"("plan_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "protection_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_run" ADD CONSTRAINT "step_run_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_evaluation" ADD CONSTRAINT "case_evaluation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "scenario_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The heads of the two ordered logs: one row each, locked by every append.
INSERT INTO "audit_head" ("id", "seq", "hash") VALUES (1, 0, repeat('0', 64));
INSERT INTO "event_head" ("id", "seq") VALUES (1, 0);

-- The audit trail is written once: no statement of the application may change or remove an entry.
CREATE FUNCTION "audit_entry_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are final' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "audit_entry_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_is_final"();

-- Counts by health, kept in the transaction of the change, so that no list has to count a million rows.
CREATE FUNCTION "inventory_counted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "inventory_count" ("cluster_id", "resource", "health", "count")
      SELECT "cluster_id", "resource", "health", count(*) FROM "arrived" GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      ON CONFLICT ("cluster_id", "resource", "health") DO UPDATE SET "count" = "inventory_count"."count" + EXCLUDED."count";
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO "inventory_count" ("cluster_id", "resource", "health", "count")
      SELECT "cluster_id", "resource", "health", -count(*) FROM "departed" GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      ON CONFLICT ("cluster_id", "resource", "health") DO UPDATE SET "count" = "inventory_count"."count" + EXCLUDED."count";
  ELSE
    INSERT INTO "inventory_count" ("cluster_id", "resource", "health", "count")
      SELECT "cluster_id", "resource", "health", sum("n") FROM (
        SELECT "cluster_id", "resource", "health", 1 AS "n" FROM "arrived"
        UNION ALL SELECT "cluster_id", "resource", "health", -1 FROM "departed") AS "moved"
      GROUP BY 1, 2, 3 HAVING sum("n") <> 0 ORDER BY 1, 2, 3
      ON CONFLICT ("cluster_id", "resource", "health") DO UPDATE SET "count" = "inventory_count"."count" + EXCLUDED."count";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "inventory_counted_insert" AFTER INSERT ON "inventory_object"
  REFERENCING NEW TABLE AS "arrived" FOR EACH STATEMENT EXECUTE FUNCTION "inventory_counted"();
CREATE TRIGGER "inventory_counted_delete" AFTER DELETE ON "inventory_object"
  REFERENCING OLD TABLE AS "departed" FOR EACH STATEMENT EXECUTE FUNCTION "inventory_counted"();
CREATE TRIGGER "inventory_counted_update" AFTER UPDATE ON "inventory_object"
  REFERENCING OLD TABLE AS "departed" NEW TABLE AS "arrived" FOR EACH STATEMENT EXECUTE FUNCTION "inventory_counted"();

-- One run at a time may move a group, whatever any process believes.
CREATE UNIQUE INDEX "run_moves_group" ON "run" ("group_id") WHERE "phase" IN ('Running', 'Paused', 'Undoing', 'NeedsOperator');

-- A group's epoch fences stale orders, so it only grows.
CREATE FUNCTION "protection_group_epoch_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."epoch" < OLD."epoch" THEN
    RAISE EXCEPTION 'the epoch of a protection group only grows' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "protection_group_epoch_grows" BEFORE UPDATE ON "protection_group"
  FOR EACH ROW EXECUTE FUNCTION "protection_group_epoch_grows"();

-- What the runner's journal says has happened stays said.
CREATE FUNCTION "journal_entry_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'journal entries are final' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "journal_entry_is_final" BEFORE UPDATE ON "journal_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "journal_entry_is_final"();
