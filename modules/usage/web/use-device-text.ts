import { useTranslation } from 'react-i18next';

/** The kind of a device in the reader's words; the detector's own word where it has found a new kind. */
export function useDeviceText(): (device: string) => string {
  const { t } = useTranslation('usage');
  return (device) => t(`device.${device}` as never, { defaultValue: device });
}
