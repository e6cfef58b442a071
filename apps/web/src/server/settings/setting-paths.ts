/** The addresses of the pages about a community's settings. @param name a community's, as in Reddit's addresses */
export function settingPaths(name: string) {
  const community = `/moderate/r/${name}`;
  return {
    community,
    texts: `${community}/texts`,
    textsIn: (language: string) => `${community}/texts/${language}`,
    text: (language: string, text: string) => `${community}/texts/${language}/${text}`,
    replies: `${community}/replies`,
    reply: (id: string) => `${community}/replies/${id === "" ? "new" : `edit/${id}`}`,
    removeReply: (id: string) => `${community}/replies/remove/${id}`,
    questions: `${community}/questions`,
    question: (id: string) => `${community}/questions/${id === "" ? "new" : `edit/${id}`}`,
    questionsPreview: `${community}/questions/preview`,
    questionsLive: `${community}/questions/live`,
    questionsDiscard: `${community}/questions/discard`,
    questionsDefaults: `${community}/questions/defaults`,
    settings: `${community}/settings`,
    report: `${community}/report`,
    dryRun: `${community}/dry-run`,
    notifications: `${community}/notifications`,
    history: `${community}/history`,
    revision: (number: number) => `${community}/history/${number}`,
    restore: (number: number) => `${community}/history/${number}/restore`,
    save: (what: string) => `${community}/save/${what}`,
  } as const;
}

export type SettingPaths = ReturnType<typeof settingPaths>;
