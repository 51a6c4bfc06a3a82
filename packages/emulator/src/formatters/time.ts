export function formatTime(milliseconds: number): string
export function formatTime(milliseconds: number | null): string | null
export function formatTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
