CREATE TABLE "account_checks" (
	"redditor_id" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "deletions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reason" text NOT NULL,
	"tombstone" text,
	"deleted_at" timestamp with time zone NOT NULL,
	"counts" jsonb NOT NULL,
	"copies" jsonb,
	"completed_at" timestamp with time zone,
	CONSTRAINT "deletions_reason_known" CHECK ("deletions"."reason" in ('account-deleted', 'asked', 'retention'))
);
--> statement-breakpoint
CREATE INDEX "account_checks_by_time" ON "account_checks" USING btree ("checked_at");--> statement-breakpoint
CREATE INDEX "deletions_by_tombstone" ON "deletions" USING btree ("tombstone");