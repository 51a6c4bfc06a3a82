import type { Device } from '../entities/inquiry-session.ts'
import type { Resource } from './resource.ts'

export function formatDevice(device: Device): Resource {
  return {
    type: 'device',
    id: device.id,
    attributes: {
      'device-vendor-id': null,
      'device-fingerprint': null,
      'browser-fingerprint': null,
    },
  }
}
