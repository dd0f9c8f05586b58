import type { LiveKitKeys } from './livekit-port.ts';

export interface PortRange {
  first: number;
  last: number;
}

export interface MediaServerSettings {
  /** Where the node itself and, through it, browsers ask; on this machine only. */
  port: number;
  tcpPort: number;
  udpPorts: PortRange;
  /** What browsers are told; null: the media server looks at the machine's own addresses. */
  address: string | null;
  /** All browsers are on this machine. */
  onlyHere: boolean;
  keys: LiveKitKeys;
  /** Where it tells what happens. */
  hookUrl: string;
}

/** A room without people ends after so long; a session that goes on gets a new one. */
const EMPTY_SECONDS = 300;
const LEAVE_SECONDS = 60;

/** The media server's own settings file, as JSON (which is YAML too). Docs: LiveKit `config-sample.yaml` 1.13. */
export function serverSettings(settings: MediaServerSettings): string {
  const { port, tcpPort, udpPorts, address, onlyHere, keys, hookUrl } = settings;
  return JSON.stringify({
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [keys.key]: keys.secret },
    rtc: {
      tcp_port: tcpPort,
      udp_port: `${udpPorts.first}-${udpPorts.last}`,
      use_external_ip: false,
      enable_loopback_candidate: onlyHere,
      ...(address !== null && { node_ip: address }),
    },
    room: {
      auto_create: true,
      empty_timeout: EMPTY_SECONDS,
      departure_timeout: LEAVE_SECONDS,
      max_participants: 2_000,
    },
    webhook: { api_key: keys.key, urls: [hookUrl] },
    logging: { level: 'warn', json: true },
  });
}
