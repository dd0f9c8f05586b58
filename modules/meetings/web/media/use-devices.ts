import { useEffect, useState } from 'react';

export interface Devices {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
}

/** Cameras and microphones of this machine, as they come and go. Their names are known once one may be used. */
export function useDevices(known: boolean): Devices {
  const [devices, setDevices] = useState<Devices>({ cameras: [], microphones: [] });
  useEffect(() => {
    const list = navigator.mediaDevices;
    if (list === undefined) return;
    const look = async () => {
      const all = await list.enumerateDevices();
      const ofKind = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== '');
      setDevices({ cameras: ofKind('videoinput'), microphones: ofKind('audioinput') });
    };
    const hear = () => void look();
    hear();
    list.addEventListener('devicechange', hear);
    return () => list.removeEventListener('devicechange', hear);
  }, [known]);
  return devices;
}
