/** The name of a flag that takes a value. */
export type ValueFlag =
  | 'port'
  | 'host'
  | 'api-key'
  | 'template-id'
  | 'template'
  | 'seed'
  | 'webhook'
  | 'webhook-secret'
  | 'session-cap'
  | 'requests-per-minute'

/** The name of a flag that takes none. */
export type Switch = 'help' | 'version'

/** A flag of the command. */
export interface Flag {
  readonly name: ValueFlag | Switch
  /** The placeholder of its value in the help; a switch has none. */
  readonly value?: string
  readonly help: string
}

/** Every flag, in the order of the help. */
export const flags: readonly Flag[] = [
  { name: 'port', value: 'number', help: 'the port to listen on; 0 takes a free one (4010)' },
  { name: 'host', value: 'address', help: 'the address to listen on (localhost only)' },
  { name: 'api-key', value: 'key', help: 'what opens the REST API (persona_sandbox_emulator)' },
  { name: 'template-id', value: 'id', help: 'the id of the template (itmpl_emulator)' },
  { name: 'template', value: 'file.json', help: 'what the widget asks for (an ID and a selfie)' },
  { name: 'seed', value: 'file.json', help: 'inquiries that are there from the start' },
  { name: 'webhook', value: 'url', help: 'where events are sent; may be given several times' },
  { name: 'webhook-secret', value: 'text', help: 'what signs them (wbhsec_emulator)' },
  { name: 'session-cap', value: 'number', help: 'sessions that one inquiry may have (25)' },
  {
    name: 'requests-per-minute',
    value: 'number',
    help: 'REST calls in a minute, or none for no limit (300)',
  },
  { name: 'help', help: 'this text' },
  { name: 'version', help: 'the version of this emulator' },
]
