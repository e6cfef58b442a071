-- They went to every reader as lines of log when they were taken: their places lie before the first.
INSERT INTO "events" ("position", "kind", "at", "actor_kind", "level", "audience", "message",
	"subreddit", "conversation_id", "appeal_id", "username", "data")
SELECT "id" - 1 - (SELECT max("id") FROM "decisions"), 'decided', "decided_at", 'program', 'info',
	'detail', "reason" || ': ' || coalesce(nullif((SELECT string_agg("action" ->> 'key', ', ')
		FROM jsonb_array_elements("actions") AS "action"), ''), 'nothing to do'),
	"subreddit", "conversation_id", "appeal_id", "username",
	jsonb_build_object('version', 1, 'details', jsonb_build_object(
		'reason', "reason", 'actions', "actions", 'isDryRun', "is_dry_run"))
FROM "decisions" ORDER BY "id";--> statement-breakpoint
DROP TABLE "decisions" CASCADE;
