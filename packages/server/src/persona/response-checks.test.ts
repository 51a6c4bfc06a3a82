import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { listen } from '../../testing/listen.ts'
import {
  answering,
  errors,
  failure,
  inquiryBody,
  nowhere,
  scriptPersona,
} from '../../testing/scripted-persona.ts'
import { createPersonaApi } from './persona-api.ts'

describe('a response about another inquiry', () => {
  test.each(['inq_2', 'inq_11', 'inq_'.concat('1'.repeat(9))])(
    'is an error for %s, whatever the call',
    async (inquiryId) => {
      const meta = { 'session-token': 'fresh', 'one-time-link': 'https://persona.test/verify' }
      const { persona } = answering(inquiryBody({}, meta))
      const results = [
        persona.retrieveInquiry(inquiryId),
        persona.resumeInquiry(inquiryId),
        persona.expireInquiry(inquiryId),
        persona.generateOneTimeLink(inquiryId),
      ]
      for (const result of results) {
        expect(await failure(result)).toMatchObject({ kind: 'invalid_response' })
      }
    },
  )

  test('is an error for the same letters in another case', async () => {
    const { persona } = answering({ data: { id: 'inq_aB', attributes: { status: 'pending' } } })
    expect(await failure(persona.retrieveInquiry('inq_Ab'))).toMatchObject({
      kind: 'invalid_response',
    })
    expect(await persona.retrieveInquiry('inq_aB')).toMatchObject({ id: 'inq_aB' })
  })

  test('is an error for a new inquiry, if it is of another person', async () => {
    const { persona } = answering(inquiryBody({ 'reference-id': 'bob' }))
    const templateId = 'itmpl_1'
    const failed = await failure(persona.createInquiry({ templateId, referenceId: 'ada' }))
    expect(failed.kind).toBe('invalid_response')
    expect(await persona.createInquiry({ templateId, referenceId: 'bob' })).toMatchObject({
      id: 'inq_1',
    })
    expect(await persona.createInquiry({ templateId })).toMatchObject({ id: 'inq_1' })
  })

  test('is an error for a list, if an inquiry in it is of another person', async () => {
    const ofPerson = (referenceId: string) => ({
      id: `inq_${referenceId}`,
      attributes: { status: 'pending', 'reference-id': referenceId },
    })
    const { persona } = answering({ data: [ofPerson('ada'), ofPerson('bob')] })
    const failed = await failure(persona.listInquiries({ referenceId: 'ada' }))
    expect(failed.kind).toBe('invalid_response')
  })
})

describe('a response of another environment', () => {
  const inEnvironment = (status: number, environment: string | undefined) => {
    const headers = environment === undefined ? {} : { 'persona-environment-id': environment }
    const body = status === 200 ? inquiryBody() : errors('Record not found')
    const script = scriptPersona(() => Response.json(body, { status, headers }))
    const environmentId = 'env_live'
    return createPersonaApi({ ...nowhere, environmentId, fetch: script.fetch })
  }

  test.each([200, 404])('of status %i is an error, and not about the inquiry', async (status) => {
    const persona = inEnvironment(status, 'env_sandbox')
    expect(await failure(persona.retrieveInquiry('inq_1'))).toMatchObject({
      kind: 'wrong_environment',
      message: expect.stringContaining('Check the API key and environmentId'),
    })
  })

  test.each(['env_live', undefined])('is none with the header %s', async (environment) => {
    const persona = inEnvironment(200, environment)
    expect(await persona.retrieveInquiry('inq_1')).toMatchObject({ id: 'inq_1' })
  })
})

describe('a response of more than 1 MiB', () => {
  /** Serves a body, and counts the bytes that were taken from it. */
  async function serve(status: number, chunk: Uint8Array, chunks: number, encoding?: string) {
    let written = 0
    const body = Readable.from(
      (function* () {
        for (; written < chunks; written += 1) yield chunk
      })(),
    )
    const server = createServer((_request, response) => {
      response.writeHead(status, encoding === undefined ? {} : { 'content-encoding': encoding })
      const packed = encoding === undefined ? body : body.pipe(createGzip())
      pipeline(packed, response).catch(() => {})
    })
    const baseUrl = `http://127.0.0.1:${await listen(server)}`
    return {
      persona: createPersonaApi({ ...nowhere, baseUrl }),
      written: () => written,
      close: () => {
        server.closeAllConnections()
        server.close()
      },
    }
  }

  const megabyte = new Uint8Array(1024 * 1024)

  test.each([undefined, 'gzip'])(
    'is not read to the end, with the encoding %s',
    async (encoding) => {
      const { persona, written, close } = await serve(200, megabyte, 2_000, encoding)
      try {
        expect(await failure(persona.retrieveInquiry('inq_1'))).toMatchObject({
          kind: 'invalid_response',
          message: expect.stringContaining('more than 1048576 bytes'),
        })
        expect(written()).toBeLessThan(200)
      } finally {
        close()
      }
    },
  )

  test('of an error is one without a reason', async () => {
    const { persona, close } = await serve(503, megabyte, 2)
    try {
      expect(await failure(persona.expireInquiry('inq_1'))).toMatchObject({ kind: 'unavailable' })
    } finally {
      close()
    }
  })

  test('is none of exactly 1 MiB', async () => {
    const text = JSON.stringify(inquiryBody()).padEnd(1024 * 1024)
    const { persona } = answering(text)
    expect(await persona.retrieveInquiry('inq_1')).toMatchObject({ id: 'inq_1' })
    const larger = answering(`${text} `)
    expect(await failure(larger.persona.retrieveInquiry('inq_1'))).toMatchObject({
      kind: 'invalid_response',
    })
  })
})
