-- Every evaluation of a plan asks how the audit chain was found last, and events of other types are many.
CREATE INDEX "event_audit_verdict_idx" ON "event"("id") WHERE "type" IN ('audit.verified', 'audit.broken');
