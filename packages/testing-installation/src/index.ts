export { type StartedProcess, startProcess } from "./installation/child-process.ts";
export { freePort } from "./installation/free-port.ts";
export { type Installation, startInstallation } from "./installation/installation.ts";
export { awaitUntil } from "./story/await-until.ts";
export { type BanStory, createBanStory } from "./story/ban-story.ts";
export { fillForm, readForm } from "./story/form-post.ts";
export { submitForm, writtenAnswers } from "./story/submit-form.ts";
