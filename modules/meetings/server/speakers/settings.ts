import { SpeakerSettings } from '../../contract.ts';
import type { SessionRecord } from '../sessions/sessions.repo.ts';
import type { ListSettings } from './list.ts';

export const speakerSettings = ({ settings }: Pick<SessionRecord, 'settings'>): SpeakerSettings =>
  SpeakerSettings.parse(settings['speakers'] ?? {});

/** The settings as the rules take them: in milliseconds. */
export function listSettings(settings: SpeakerSettings): ListSettings {
  return {
    ...settings,
    pointOfOrderCategories: settings.orderCategories.length > 0,
    interventionTime: settings.interventionTime * 1_000,
    speakingTime: settings.speakingTime * 1_000,
    unitTime: settings.unitTime * 1_000,
  };
}
