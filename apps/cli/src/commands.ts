import type { Command } from "./command.ts";
import { appeal } from "./commands/appeal.ts";
import { appeals } from "./commands/appeals.ts";
import { backup } from "./commands/backup.ts";
import { checkReddit } from "./commands/check-reddit.ts";
import { communities } from "./commands/communities.ts";
import { community } from "./commands/community.ts";
import { completion } from "./commands/completion.ts";
import { demoData } from "./commands/demo-data.ts";
import { doctor } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { init } from "./commands/init.ts";
import { leave } from "./commands/leave.ts";
import { link } from "./commands/link.ts";
import { liveCheck } from "./commands/live-check.ts";
import { migrate } from "./commands/migrate.ts";
import { purge } from "./commands/purge.ts";
import { questions } from "./commands/questions.ts";
import { replay } from "./commands/replay.ts";
import { report } from "./commands/report.ts";
import { restore } from "./commands/restore.ts";
import { retention } from "./commands/retention.ts";
import { serve } from "./commands/serve.ts";
import { settings } from "./commands/settings.ts";
import { signUps } from "./commands/sign-ups.ts";
import { status } from "./commands/status.ts";
import { texts } from "./commands/texts.ts";

/** Every command, in the order in which the help names them. */
export const commands: readonly Command[] = [
  status,
  migrate,
  init,
  doctor,
  communities,
  serve,
  leave,
  community,
  questions,
  texts,
  report,
  appeals,
  appeal,
  link,
  replay,
  exportCommand,
  signUps,
  purge,
  retention,
  backup,
  restore,
  importCommand,
  settings,
  checkReddit,
  liveCheck,
  demoData,
  completion(() => commands),
];
