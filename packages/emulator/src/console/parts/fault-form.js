import { html, nothing } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { simulate } from '../actions.js'
import { update } from '../state.js'
import { sayProblem } from '../toasts.js'
import { capitalize, humanize } from './badges.js'
import { kindOf, valuesOf, variantsOf } from './schema.js'

/** @typedef {import('../records.ts').FaultDescription} FaultDescription */
/** @typedef {import('../records.ts').ArgumentSchema} Schema */

/** The chosen variant by the fault's name. @type {Map<string, string>} */
const chosen = new Map()

/**
 * Creates a form for a fault from the JSON Schema of its argument.
 *
 * @param {FaultDescription} description
 */
export function faultForm(description) {
  const { name, address, label, summary } = description
  const { choice, variants } = variantsOf(description.argument)
  const current = variants.find(({ value }) => value === chosen.get(name)) ?? variants[0]
  const schema = current?.schema ?? {}
  const properties = Object.entries(schema.properties ?? {}).filter(([key]) => key !== choice)
  const text = html`<span class="fault-text">
    <span class="strong">${label}</span>
    <span class="hint">${summary}</span>
  </span>`
  if (choice === null && properties.length === 0) {
    const give = () => simulate(`Done: ${label.toLowerCase()}.`, address)
    return html`<div class="fault" data-fault=${address}>
      ${text}
      <button class="button small" @click=${give} aria-label="Do it: ${label}">Do it</button>
    </div>`
  }

  /** @param {Event & { currentTarget: HTMLSelectElement }} event */
  const choose = ({ currentTarget }) => {
    chosen.set(name, currentTarget.value)
    update({})
  }
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const submit = (event) => {
    event.preventDefault()
    try {
      void simulate(`Done: ${label.toLowerCase()}.`, address, {
        ...(choice !== null && current && { [choice]: current.value }),
        ...readForm(event.currentTarget, properties),
      })
    } catch {
      sayProblem('This is not valid JSON.')
    }
  }
  return html`<details class="fault" data-fault=${address}>
    <summary>${text}</summary>
    <form class="fault-form" @submit=${submit}>
      ${
        choice === null
          ? nothing
          : html`<label>
              ${capitalize(humanize(choice))}
              <select name=${choice} .value=${live(current?.value ?? '')} @change=${choose}>
                ${variants.map(({ value }) => html`<option value=${value}>${humanize(value)}</option>`)}
              </select>
            </label>`
      }
      ${properties.map(([key, property]) =>
        field(key, property, schema.required?.includes(key) === true),
      )}
      <div class="fault-end">
        <button class="button primary small">${label}</button>
        <code>POST /_emulator/simulate/${address}</code>
      </div>
    </form>
  </details>`
}

/**
 * @param {string} name
 * @param {Schema} schema
 * @param {boolean} isRequired
 */
function field(name, schema, isRequired) {
  const label = schema.title ?? capitalize(humanize(name))
  const hint = isRequired ? '' : (schema.whenEmpty ?? 'optional')
  const values = valuesOf(schema)
  if (values.length > 0) {
    return html`<label>
      ${label}
      <select name=${name} ?required=${isRequired}>
        ${isRequired ? nothing : html`<option value="">${hint === 'optional' ? '–' : hint}</option>`}
        ${values.map((value) => html`<option value=${value}>${humanize(value)}</option>`)}
      </select>
    </label>`
  }
  switch (kindOf(schema)) {
    case 'flag':
      return html`<label class="flag"><input type="checkbox" name=${name} /> ${label}</label>`
    case 'number':
      return html`<label>
        ${label}
        <input
          type="number"
          name=${name}
          step=${schema.type === 'integer' ? '1' : 'any'}
          min=${schema.minimum ?? nothing}
          placeholder=${hint}
          ?required=${isRequired}
        />
      </label>`
    case 'json':
      return html`<label class="wide">
        ${label}
        <textarea
          name=${name}
          rows="3"
          spellcheck="false"
          placeholder=${hint}
          ?required=${isRequired}
        ></textarea>
      </label>`
    default:
      return html`<label>
        ${label}
        <input
          name=${name}
          autocomplete="off"
          spellcheck="false"
          list=${name === 'inquiryId' ? 'inquiry-ids' : nothing}
          placeholder=${schema.format === 'date-time' ? '2026-01-31T09:00:00Z' : hint}
          ?required=${isRequired}
        />
      </label>`
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {readonly [string, Schema][]} properties
 * @returns {Record<string, unknown>}
 */
function readForm(form, properties) {
  const entered = new FormData(form)
  return Object.fromEntries(
    properties.flatMap(([name, schema]) => {
      const text = entered.get(name)
      if (typeof text !== 'string' || text === '') return []
      switch (kindOf(schema)) {
        case 'flag':
          return [[name, true]]
        case 'number':
          return [[name, Number(text)]]
        case 'json':
          return [[name, valuesOf(schema).length > 0 ? text : JSON.parse(text)]]
        default:
          return [[name, text]]
      }
    }),
  )
}
