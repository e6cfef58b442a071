CREATE TABLE "actions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"key" text NOT NULL,
	"appeal_id" uuid,
	"conversation_id" text NOT NULL,
	"action" jsonb NOT NULL,
	"status" text DEFAULT 'claimed' NOT NULL,
	"after_message_id" text,
	"message_id" text,
	"claimed_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "appeal_conversations" (
	"appeal_id" uuid NOT NULL,
	"conversation_id" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "appeal_conversations_appeal_id_conversation_id_pk" PRIMARY KEY("appeal_id","conversation_id")
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subreddit" text NOT NULL,
	"subreddit_key" text NOT NULL,
	"username" text NOT NULL,
	"username_key" text NOT NULL,
	"group" text NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"outcome" text,
	"banned_at" timestamp with time zone,
	"ban_note" text NOT NULL,
	"conversation_id" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"last_changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"is_moderator_involved" boolean DEFAULT false NOT NULL,
	"next_check_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "main_ban_appeal_data" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "main_ban_appeal_data_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"reddit_username" text NOT NULL,
	"subreddit" text NOT NULL,
	"why_banned" text,
	"why_appealing" text,
	"why_appealing_other" text,
	"describe_rule" text,
	"describe_actions" text,
	"wrong_actions" text,
	"will_not_repeat" text,
	"what_steps" text,
	"allowed_comments" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"appeal_id" uuid NOT NULL,
	"question_set_id" text NOT NULL,
	"answers" jsonb,
	"submitted_at" timestamp with time zone,
	"draft" jsonb,
	"draft_updated_at" timestamp with time zone,
	CONSTRAINT "main_ban_appeal_data_appeal_id_unique" UNIQUE("appeal_id")
);
--> statement-breakpoint
CREATE TABLE "communities" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"texts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"question_set_id" text,
	"is_served" boolean DEFAULT false NOT NULL,
	"trouble" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "community_facts" (
	"subreddit_key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"subscribers" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"moderators" jsonb NOT NULL,
	"as_of" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"subreddit" text NOT NULL,
	"username" text,
	"last_updated" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"subreddit" text NOT NULL,
	"username" text,
	"appeal_id" uuid,
	"reason" text NOT NULL,
	"actions" jsonb NOT NULL,
	"is_dry_run" boolean NOT NULL,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"appeal_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_assignments" (
	"subreddit_key" text NOT NULL,
	"username_key" text NOT NULL,
	"group" text NOT NULL,
	"treatment_fraction" double precision NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "group_assignments_subreddit_key_username_key_pk" PRIMARY KEY("subreddit_key","username_key")
);
--> statement-breakpoint
CREATE TABLE "listing_cursors" (
	"account_key" text PRIMARY KEY NOT NULL,
	"seen_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "main_sign_up_data" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "main_sign_up_data_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text NOT NULL,
	"reddit_username" text NOT NULL,
	"subreddit_url" text NOT NULL,
	"subreddit_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal_conversations" ADD CONSTRAINT "appeal_conversations_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "main_ban_appeal_data" ADD CONSTRAINT "main_ban_appeal_data_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "main_ban_appeal_data" ADD CONSTRAINT "main_ban_appeal_data_question_set_id_question_sets_id_fk" FOREIGN KEY ("question_set_id") REFERENCES "public"."question_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "communities" ADD CONSTRAINT "communities_question_set_id_question_sets_id_fk" FOREIGN KEY ("question_set_id") REFERENCES "public"."question_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_links" ADD CONSTRAINT "form_links_appeal_id_appeals_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "actions_once" ON "actions" USING btree ("scope","scope_id","key");--> statement-breakpoint
CREATE INDEX "actions_open" ON "actions" USING btree ("conversation_id") WHERE status = 'claimed';--> statement-breakpoint
CREATE INDEX "actions_open_since" ON "actions" USING btree ("claimed_at") WHERE status = 'claimed';--> statement-breakpoint
CREATE INDEX "appeal_conversations_by_conversation" ON "appeal_conversations" USING btree ("conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_one_open" ON "appeals" USING btree ("subreddit_key","username_key") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "appeals_of_appellant" ON "appeals" USING btree ("subreddit_key","username_key","opened_at");--> statement-breakpoint
CREATE INDEX "appeals_next_check" ON "appeals" USING btree ("next_check_at") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "main_ban_appeal_data_by_name" ON "main_ban_appeal_data" USING btree ("subreddit","reddit_username");--> statement-breakpoint
CREATE INDEX "communities_served" ON "communities" USING btree ("is_served");--> statement-breakpoint
CREATE INDEX "decisions_of_conversation" ON "decisions" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "decisions_of_appeal" ON "decisions" USING btree ("appeal_id","id");--> statement-breakpoint
CREATE INDEX "form_links_of_appeal" ON "form_links" USING btree ("appeal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "main_sign_up_data_once" ON "main_sign_up_data" USING btree (lower("reddit_username"),"subreddit_key");