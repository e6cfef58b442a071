CREATE TABLE "appeal_claims" (
	"appeal_id" uuid PRIMARY KEY NOT NULL,
	"redditor_id" text NOT NULL,
	"username" text NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "community_moderators" (
	"subreddit_key" text NOT NULL,
	"redditor_id" text NOT NULL,
	"username" text NOT NULL,
	"permissions" text[] NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	CONSTRAINT "community_moderators_subreddit_key_redditor_id_pk" PRIMARY KEY("subreddit_key","redditor_id")
);
--> statement-breakpoint
CREATE TABLE "moderator_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"appeal_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"banned_at" timestamp with time zone,
	"reply" text,
	"is_author_hidden" boolean DEFAULT true NOT NULL,
	"rule" text,
	"reason" text DEFAULT '' NOT NULL,
	"categories" text[] DEFAULT '{}'::text[] NOT NULL,
	"may_appeal_again_at" timestamp with time zone,
	"probation_until" timestamp with time zone,
	"probation_conditions" text,
	"decided_by_id" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"begins_at" timestamp with time zone NOT NULL,
	"seconded_by" text,
	"needs_second" boolean DEFAULT false NOT NULL,
	"begun_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"trouble" text,
	"number" integer NOT NULL,
	CONSTRAINT "moderator_decisions_kind_known" CHECK ("moderator_decisions"."kind" in ('lift', 'keep', 'close')),
	CONSTRAINT "moderator_decisions_state_known" CHECK ("moderator_decisions"."state" in ('pending', 'begun', 'done', 'taken-back', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "moderator_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"appeal_id" uuid NOT NULL,
	"author_id" text NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"username_key" text NOT NULL,
	"username" text NOT NULL,
	"role" text NOT NULL,
	"redditor_id" text,
	"granted_by" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "role_grants_username_key_role_pk" PRIMARY KEY("username_key","role")
);
--> statement-breakpoint
CREATE TABLE "site_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"redditor_id" text NOT NULL,
	"username" text NOT NULL,
	"user_agent" text NOT NULL,
	"signed_in_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD COLUMN "review_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "appeal_claims" ADD CONSTRAINT "appeal_claims_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_decisions" ADD CONSTRAINT "moderator_decisions_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "community_moderators_of_redditor" ON "community_moderators" USING btree ("redditor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "moderator_decisions_numbered" ON "moderator_decisions" USING btree ("appeal_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "moderator_decisions_one_under_way" ON "moderator_decisions" USING btree ("appeal_id") WHERE state in ('pending', 'begun');--> statement-breakpoint
CREATE INDEX "moderator_decisions_due" ON "moderator_decisions" USING btree ("begins_at") WHERE state in ('pending', 'begun');--> statement-breakpoint
CREATE INDEX "moderator_notes_of_appeal" ON "moderator_notes" USING btree ("appeal_id","at");--> statement-breakpoint
CREATE INDEX "site_sessions_of_redditor" ON "site_sessions" USING btree ("redditor_id");--> statement-breakpoint
CREATE INDEX "site_sessions_expiring" ON "site_sessions" USING btree ("expires_at");