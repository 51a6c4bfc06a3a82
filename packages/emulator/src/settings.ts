import { randomBytes } from 'node:crypto'
import type { PersonaEmulatorOptions } from './emulator.ts'
import { defaultLifetimes } from './entities/lifetimes.ts'
import type { Lifetimes } from './entities/lifetimes.ts'
import type { TemplateDefinition } from './entities/template-definition.ts'
import { createIdentifier } from './identifiers.ts'
import { parseTemplate, readDefaultTemplate } from './templates/read-template.ts'

/** The options with nothing left open, and where the emulator ended up listening. */
export interface Settings {
  readonly apiKey: string
  readonly webhookSecret: string
  readonly templateId: string
  readonly template: TemplateDefinition
  readonly sessionCap: number
  readonly lifetimes: Lifetimes
  readonly origin: string
}

export function createSettings(options: PersonaEmulatorOptions, port: number): Settings {
  return {
    apiKey: options.apiKey ?? `persona_sandbox_${randomBytes(16).toString('hex')}`,
    webhookSecret: options.webhookSecret ?? `wbhsec_${randomBytes(16).toString('hex')}`,
    templateId: options.templateId ?? createIdentifier('itmpl'),
    template:
      options.template === undefined ? readDefaultTemplate() : parseTemplate(options.template),
    sessionCap: options.sessionCap ?? 25,
    lifetimes: { ...defaultLifetimes, ...options.lifetimes },
    origin: `http://localhost:${port}`,
  }
}
