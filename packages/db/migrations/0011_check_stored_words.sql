ALTER TABLE "actions" ADD CONSTRAINT "actions_scope_known" CHECK ("actions"."scope" in ('appeal', 'conversation'));--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_status_known" CHECK ("actions"."status" in ('claimed', 'settled', 'released', 'given-up'));--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_action_object" CHECK (jsonb_typeof("actions"."action") = 'object');--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_group_known" CHECK ("appeals"."group" in ('treatment', 'control'));--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_state_known" CHECK ("appeals"."state" in ('new', 'invited', 'forwarded', 'closed'));--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_outcome_known" CHECK ("appeals"."outcome" in ('granted', 'denied', 'none'));--> statement-breakpoint
ALTER TABLE "bans" ADD CONSTRAINT "bans_permanence_known" CHECK ("bans"."permanence" in ('permanent', 'temporary', 'unknown'));--> statement-breakpoint
ALTER TABLE "bans" ADD CONSTRAINT "bans_source_known" CHECK ("bans"."source" in ('log', 'asked', 'conversation'));--> statement-breakpoint
ALTER TABLE "communities" ADD CONSTRAINT "communities_settings_object" CHECK (jsonb_typeof("communities"."settings") = 'object');--> statement-breakpoint
ALTER TABLE "communities" ADD CONSTRAINT "communities_texts_object" CHECK (jsonb_typeof("communities"."texts") = 'object');--> statement-breakpoint
ALTER TABLE "community_facts" ADD CONSTRAINT "community_facts_rules_array" CHECK (jsonb_typeof("community_facts"."rules") = 'array');--> statement-breakpoint
ALTER TABLE "community_facts" ADD CONSTRAINT "community_facts_moderators_array" CHECK (jsonb_typeof("community_facts"."moderators") = 'array');--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_actions_array" CHECK (jsonb_typeof("decisions"."actions") = 'array');--> statement-breakpoint
ALTER TABLE "group_assignments" ADD CONSTRAINT "group_assignments_group_known" CHECK ("group_assignments"."group" in ('treatment', 'control'));--> statement-breakpoint
ALTER TABLE "moderation_log_positions" ADD CONSTRAINT "moderation_log_positions_followed_object" CHECK (jsonb_typeof("moderation_log_positions"."followed_since") = 'object');--> statement-breakpoint
ALTER TABLE "moderation_log_positions" ADD CONSTRAINT "moderation_log_positions_trouble_known" CHECK ("moderation_log_positions"."trouble_kind" in ('refused', 'gap', 'lag', 'slow'));--> statement-breakpoint
ALTER TABLE "question_sets" ADD CONSTRAINT "question_sets_content_object" CHECK (jsonb_typeof("question_sets"."content") = 'object');