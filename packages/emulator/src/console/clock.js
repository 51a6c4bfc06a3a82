import { state, update } from './state.js'

/** The latest overview, and when it arrived. */
let latest = { overview: state.overview, at: 0 }

/** Redraws countdowns once a second. */
export function followClock() {
  setInterval(() => update({ tick: state.tick + 1 }), 1000)
}

/** Returns the emulator's time in milliseconds since the Unix epoch. */
export function now() {
  if (latest.overview !== state.overview)
    latest = { overview: state.overview, at: performance.now() }
  if (state.overview === null) return Date.now()
  const { now: then, isFrozen } = state.overview.clock
  return isFrozen ? then : then + performance.now() - latest.at
}

const dateAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const dateOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const timeOnly = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** @param {number | string} time */
export function formatDateAndTime(time) {
  return dateAndTime.format(new Date(time))
}

/** @param {number | string} time */
export function formatDate(time) {
  return dateOnly.format(new Date(time))
}

/** @param {number | string} time */
export function formatTime(time) {
  return timeOnly.format(new Date(time))
}

/**
 * Formats a duration with its two greatest units: `23 h 59 min`.
 *
 * @param {number} milliseconds
 */
export function formatDuration(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60)
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  const days = Math.floor(hours / 24)
  return days < 365 ? `${days} days` : `${(days / 365).toFixed(1)} years`
}

/** @param {string} time */
export function formatAge(time) {
  const age = now() - Date.parse(time)
  if (age < 2000 && age > -2000) return 'now'
  return age > 0 ? `${shortDuration(age)} ago` : `in ${shortDuration(age)}`
}

/** @param {number} milliseconds */
function shortDuration(milliseconds) {
  return formatDuration(milliseconds).replace(/^(\d+ (?:h|min)) .*$/, '$1')
}
