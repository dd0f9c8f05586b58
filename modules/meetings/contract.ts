export * from './contract/common.ts';
export * from './contract/media.ts';

/** Live topic of one session; whoever may see the session may hear it. */
export const sessionTopic = (id: string): string => `meetings.session:${id}`;
